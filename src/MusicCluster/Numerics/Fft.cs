using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics;

/// <summary>
/// Complex FFTs of <see cref="LaneWidth.Count"/> signals at once, one per lane: no shuffles, every instruction does useful work.
/// </summary>
/// <remarks>
/// Complex value k of all signals lies in two rows of lanes, real (row 2k) then imaginary (row 2k + 1).
/// In place, decimation in frequency, radix 4; depth first, so that small blocks stay in the first-level cache.
/// </remarks>
public static class Fft
{
    /// <summary>Transforms in place, unscaled; frequency k ends up at position <c>plan.Positions[k]</c>.</summary>
    /// <param name="plan">Tables of the length.</param>
    /// <param name="data">Shape [plan.Length, 2, LaneWidth.Count].</param>
    /// <exception cref="ArgumentException">The data do not have that shape.</exception>
    public static void Forward(FftPlan plan, Span<float> data)
    {
        if (data.Length != plan.Length * 2 * LaneWidth.Count)
        {
            throw new ArgumentException($"{data.Length} values; {plan.Length} × 2 × {LaneWidth.Count} are needed.", nameof(data));
        }

        ref var start = ref MemoryMarshal.GetReference(data);
        if (Vector512.IsHardwareAccelerated)
        {
            Transform<Lanes512>(plan, ref start, plan.Length);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Transform<Lanes256>(plan, ref start, plan.Length);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Transform<Lanes128>(plan, ref start, plan.Length);
        }
        else
        {
            Transform<Lanes1>(plan, ref start, plan.Length);
        }
    }

    private static void Transform<TLanes>(FftPlan plan, ref float data, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        if (length == 1)
        {
            return;
        }

        if (length == 2)
        {
            ButterflyOfTwo<TLanes>(ref data);
            return;
        }

        StepOfFour<TLanes>(plan.Twiddles(length), ref data, length / 4);
        if (length > 4)
        {
            var quarter = length / 4;
            for (var r = 0; r < 4; r++)
            {
                Transform<TLanes>(plan, ref Unsafe.Add(ref data, r * quarter * 2 * TLanes.Count), quarter);
            }
        }
    }

    private static void ButterflyOfTwo<TLanes>(ref float data)
        where TLanes : struct, ILanes<TLanes>
    {
        var width = TLanes.Count;
        var (r0, i0) = (TLanes.Load(ref data, 0), TLanes.Load(ref data, width));
        var (r1, i1) = (TLanes.Load(ref data, 2 * width), TLanes.Load(ref data, 3 * width));
        (r0 + r1).Store(ref data, 0);
        (i0 + i1).Store(ref data, width);
        (r0 - r1).Store(ref data, 2 * width);
        (i0 - i1).Store(ref data, 3 * width);
    }

    private static void StepOfFour<TLanes>(ReadOnlySpan<float> twiddles, ref float data, int quarter)
        where TLanes : struct, ILanes<TLanes>
    {
        var width = (nint)TLanes.Count;
        var span = quarter * 2 * width;
        for (var j = 0; j < quarter; j++)
        {
            ref var x = ref Unsafe.Add(ref data, j * 2 * width);
            var (r0, i0) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, width));
            var (r1, i1) = (TLanes.Load(ref x, span), TLanes.Load(ref x, span + width));
            var (r2, i2) = (TLanes.Load(ref x, 2 * span), TLanes.Load(ref x, (2 * span) + width));
            var (r3, i3) = (TLanes.Load(ref x, 3 * span), TLanes.Load(ref x, (3 * span) + width));

            var (sumR02, sumI02) = (r0 + r2, i0 + i2);
            var (difR02, difI02) = (r0 - r2, i0 - i2);
            var (sumR13, sumI13) = (r1 + r3, i1 + i3);
            // (x1 − x3) · (−i)
            var (difR13, difI13) = (i1 - i3, r3 - r1);

            (sumR02 + sumR13).Store(ref x, 0);
            (sumI02 + sumI13).Store(ref x, width);
            var w = twiddles.Slice(6 * j, 6);
            StoreProduct(difR02 + difR13, difI02 + difI13, w[0], w[1], ref x, span);
            StoreProduct(sumR02 - sumR13, sumI02 - sumI13, w[2], w[3], ref x, 2 * span);
            StoreProduct(difR02 - difR13, difI02 - difI13, w[4], w[5], ref x, 3 * span);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct<TLanes>(TLanes real, TLanes imaginary, float cosine, float sine, ref float x, nint offset)
        where TLanes : struct, ILanes<TLanes>
    {
        var (c, s, minusS) = (TLanes.Broadcast(cosine), TLanes.Broadcast(sine), TLanes.Broadcast(-sine));
        TLanes.MultiplyAdd(imaginary, minusS, real * c).Store(ref x, offset);
        TLanes.MultiplyAdd(real, s, imaginary * c).Store(ref x, offset + TLanes.Count);
    }
}
