using System.Runtime.InteropServices;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors;

/// <summary>Sums over the frequencies of <see cref="LaneWidth.Count"/> frames at a time; one value per frame.</summary>
internal static class SpectralLanes
{
    // 3 values of at least 1e-10 · this, and of as much above full scale as music has, multiply to what a single holds.
    private const float Scale = 128;
    private const float LogScale = 7;

    /// <summary>Power of each frame.</summary>
    public static void Power(ReadOnlySpan<float> power, Span<float> sums)
    {
        switch (LaneWidth.Count)
        {
            case 16: Power<Lanes512>(power, sums); break;
            case 8: Power<Lanes256>(power, sums); break;
            case 4: Power<Lanes128>(power, sums); break;
            default: Power<Lanes1>(power, sums); break;
        }
    }

    /// <summary>Sum of the magnitudes, and of bin times magnitude.</summary>
    public static void Moments(ReadOnlySpan<float> power, Span<float> sums, Span<float> weighted)
    {
        switch (LaneWidth.Count)
        {
            case 16: Moments<Lanes512>(power, sums, weighted); break;
            case 8: Moments<Lanes256>(power, sums, weighted); break;
            case 4: Moments<Lanes128>(power, sums, weighted); break;
            default: Moments<Lanes1>(power, sums, weighted); break;
        }
    }

    /// <summary>Sum of the powers, and of their base-2 logarithms; below 1e-10 counts as 1e-10.</summary>
    public static void Logarithms(ReadOnlySpan<float> power, Span<float> sums, Span<float> logarithms)
    {
        switch (LaneWidth.Count)
        {
            case 16: Logarithms<Lanes512>(power, sums, logarithms); break;
            case 8: Logarithms<Lanes256>(power, sums, logarithms); break;
            case 4: Logarithms<Lanes128>(power, sums, logarithms); break;
            default: Logarithms<Lanes1>(power, sums, logarithms); break;
        }
    }

    internal static void Power<TLanes>(ReadOnlySpan<float> power, Span<float> sums)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var bins = ref MemoryMarshal.GetReference(power);
        var sum = TLanes.Broadcast(0);
        for (nint i = 0; i < power.Length; i += TLanes.Count)
        {
            sum += TLanes.Load(ref bins, i);
        }

        sum.Store(ref MemoryMarshal.GetReference(sums), 0);
    }

    internal static void Moments<TLanes>(ReadOnlySpan<float> power, Span<float> sums, Span<float> weighted)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var bins = ref MemoryMarshal.GetReference(power);
        var (sum, moment) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
        var bin = 0f;
        for (nint i = 0; i < power.Length; i += TLanes.Count)
        {
            var magnitude = TLanes.Sqrt(TLanes.Load(ref bins, i));
            sum += magnitude;
            moment = TLanes.MultiplyAdd(magnitude, TLanes.Broadcast(bin), moment);
            bin++;
        }

        sum.Store(ref MemoryMarshal.GetReference(sums), 0);
        moment.Store(ref MemoryMarshal.GetReference(weighted), 0);
    }

    internal static void Logarithms<TLanes>(ReadOnlySpan<float> power, Span<float> sums, Span<float> logarithms)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var bins = ref MemoryMarshal.GetReference(power);
        var (sum, logarithm) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
        var (least, scale) = (TLanes.Broadcast(Decibels.MinimumPower), TLanes.Broadcast(Scale));
        var count = power.Length / TLanes.Count;
        nint i = 0;
        // One logarithm for three values.
        for (; i < count / 3 * 3; i += 3)
        {
            var a = TLanes.Max(TLanes.Load(ref bins, i * TLanes.Count), least);
            var b = TLanes.Max(TLanes.Load(ref bins, (i + 1) * TLanes.Count), least);
            var c = TLanes.Max(TLanes.Load(ref bins, (i + 2) * TLanes.Count), least);
            sum += a + b + c;
            logarithm += TLanes.Log2((a * scale) * (b * scale) * (c * scale));
        }

        for (; i < count; i++)
        {
            var value = TLanes.Max(TLanes.Load(ref bins, i * TLanes.Count), least);
            sum += value;
            logarithm += TLanes.Log2(value * scale);
        }

        logarithm -= TLanes.Broadcast(LogScale * count);
        sum.Store(ref MemoryMarshal.GetReference(sums), 0);
        logarithm.Store(ref MemoryMarshal.GetReference(logarithms), 0);
    }
}
