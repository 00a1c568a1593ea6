using System.Runtime.InteropServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>What <see cref="WindowedAutocorrelation"/> does with rows of two registers: real and imaginary parts, one window each per lane.</summary>
internal static class WindowLanes
{
    /// <summary>Multiplies each row by the factors.</summary>
    public static void Scale(Span<float> rows, ReadOnlySpan<float> factors)
    {
        switch (LaneWidth.Count)
        {
            case 16: Scale<Lanes512>(rows, factors); break;
            case 8: Scale<Lanes256>(rows, factors); break;
            case 4: Scale<Lanes128>(rows, factors); break;
            default: Scale<Lanes1>(rows, factors); break;
        }
    }

    /// <summary>Adds the sum of both registers' squares to a row of one register each.</summary>
    public static void AddPower(ReadOnlySpan<float> rows, Span<float> power)
    {
        switch (LaneWidth.Count)
        {
            case 16: AddPower<Lanes512>(rows, power); break;
            case 8: AddPower<Lanes256>(rows, power); break;
            case 4: AddPower<Lanes128>(rows, power); break;
            default: AddPower<Lanes1>(rows, power); break;
        }
    }

    private static void Scale<TLanes>(Span<float> rows, ReadOnlySpan<float> factors)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var values = ref MemoryMarshal.GetReference(rows);
        ref var scale = ref MemoryMarshal.GetReference(factors);
        var (real, imaginary) = (TLanes.Load(ref scale, 0), TLanes.Load(ref scale, TLanes.Count));
        for (nint i = 0; i < rows.Length; i += 2 * TLanes.Count)
        {
            (TLanes.Load(ref values, i) * real).Store(ref values, i);
            (TLanes.Load(ref values, i + TLanes.Count) * imaginary).Store(ref values, i + TLanes.Count);
        }
    }

    private static void AddPower<TLanes>(ReadOnlySpan<float> rows, Span<float> power)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var values = ref MemoryMarshal.GetReference(rows);
        ref var sums = ref MemoryMarshal.GetReference(power);
        for (nint i = 0; i < power.Length; i += TLanes.Count)
        {
            var (real, imaginary) = (TLanes.Load(ref values, 2 * i), TLanes.Load(ref values, (2 * i) + TLanes.Count));
            TLanes.MultiplyAdd(real, real, TLanes.MultiplyAdd(imaginary, imaginary, TLanes.Load(ref sums, i))).Store(ref sums, i);
        }
    }
}
