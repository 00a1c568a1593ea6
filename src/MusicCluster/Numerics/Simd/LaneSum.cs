using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>Sums of many floats.</summary>
/// <remarks>Not TensorPrimitives.Sum, which takes more than twice as long (results/benchmarks) and sums in single precision.</remarks>
internal static class LaneSum
{
    private const int RunLength = 4096;

    /// <summary>The sum; short runs in single precision, lane by lane, their results in double.</summary>
    /// <returns>0 for no values; not finite if any value is not.</returns>
    public static double Of(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var rest = values; !rest.IsEmpty;)
        {
            var run = rest[..Math.Min(RunLength, rest.Length)];
            sum += Vector512.IsHardwareAccelerated ? Run<Lanes512>(run)
                : Vector256.IsHardwareAccelerated ? Run<Lanes256>(run)
                : Vector128.IsHardwareAccelerated ? Run<Lanes128>(run)
                : Run<Lanes1>(run);
            rest = rest[run.Length..];
        }

        return sum;
    }

    private static double Run<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        ref var start = ref MemoryMarshal.GetReference(values);
        var (a, b, c, d) = (TLanes.Broadcast(0), TLanes.Broadcast(0), TLanes.Broadcast(0), TLanes.Broadcast(0));
        nint i = 0;
        for (; i <= values.Length - (4 * width); i += 4 * width)
        {
            a += TLanes.Load(ref start, i);
            b += TLanes.Load(ref start, i + width);
            c += TLanes.Load(ref start, i + (2 * width));
            d += TLanes.Load(ref start, i + (3 * width));
        }

        Span<float> lanes = stackalloc float[TLanes.Count];
        (a + b + (c + d)).Store(ref MemoryMarshal.GetReference(lanes), 0);
        var sum = 0.0;
        foreach (var value in lanes)
        {
            sum += value;
        }

        for (; i < values.Length; i++)
        {
            sum += values[(int)i];
        }

        return sum;
    }
}
