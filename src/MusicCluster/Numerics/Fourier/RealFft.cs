using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Numerics.Fourier;

/// <summary>
/// Turns the half-length complex transform of packed real signals (even samples real, odd samples imaginary) into their spectrum.
/// </summary>
/// <remarks>The packed transform must have been scaled by ½ (the callers fold it into the window).</remarks>
public static class RealFft
{
    /// <summary>|X[k]|² for k = 0 … length / 2.</summary>
    /// <param name="plan">The plan of the half length.</param>
    /// <param name="twiddles">cos and sin of 2πk / length, interleaved, for k = 0 … length / 4.</param>
    /// <param name="packed">What <see cref="Fft.Forward"/> left, shape [plan.Length, 2, lanes].</param>
    /// <param name="power">Shape [plan.Length + 1, lanes].</param>
    public static void Power(FftPlan plan, ReadOnlySpan<float> twiddles, ReadOnlySpan<float> packed, Span<float> power)
    {
        var size = plan.Length * LaneWidth.Count;
        ArgumentOutOfRangeException.ThrowIfNotEqual(packed.Length, 2 * size);
        ArgumentOutOfRangeException.ThrowIfLessThan(power.Length, size + LaneWidth.Count);
        ref var source = ref MemoryMarshal.GetReference(packed);
        ref var target = ref MemoryMarshal.GetReference(power);
        if (Vector512.IsHardwareAccelerated)
        {
            Power<Lanes512>(plan, twiddles, ref source, ref target);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Power<Lanes256>(plan, twiddles, ref source, ref target);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Power<Lanes128>(plan, twiddles, ref source, ref target);
        }
        else
        {
            Power<Lanes1>(plan, twiddles, ref source, ref target);
        }
    }

    /// <summary>The table of <see cref="Power"/> for a real length.</summary>
    public static float[] CreateTwiddles(int length)
    {
        var twiddles = new float[2 * ((length / 4) + 1)];
        for (var k = 0; k <= length / 4; k++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * k / length);
            twiddles[2 * k] = (float)cosine;
            twiddles[(2 * k) + 1] = (float)sine;
        }

        return twiddles;
    }

    private static void Power<TLanes>(FftPlan plan, ReadOnlySpan<float> twiddles, ref float packed, ref float power)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var half = plan.Length;
        var positions = plan.Positions;
        var two = TLanes.Broadcast(2);
        var (zeroR, zeroI) = (TLanes.Load(ref packed, 0), TLanes.Load(ref packed, width));
        Square(two * (zeroR + zeroI)).Store(ref power, 0);
        Square(two * (zeroR - zeroI)).Store(ref power, half * width);
        for (var k = 1; k <= half / 2; k++)
        {
            var (zr, zi) = Value<TLanes>(ref packed, positions[k]);
            var (yr, yi) = Value<TLanes>(ref packed, positions[half - k]);
            var (evenR, evenI) = (zr + yr, zi - yi);
            var (oddR, oddI) = (zi + yi, yr - zr);
            var (cosine, sine) = (TLanes.Broadcast(twiddles[2 * k]), TLanes.Broadcast(twiddles[(2 * k) + 1]));
            var turnedR = TLanes.MultiplyAdd(oddI, sine, oddR * cosine);
            var turnedI = (oddI * cosine) - (oddR * sine);
            Norm(evenR + turnedR, evenI + turnedI).Store(ref power, k * width);
            Norm(evenR - turnedR, evenI - turnedI).Store(ref power, (half - k) * width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Real, TLanes Imaginary) Value<TLanes>(ref float packed, int position)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var value = ref Unsafe.Add(ref packed, (nint)position * 2 * TLanes.Count);
        return (TLanes.Load(ref value, 0), TLanes.Load(ref value, TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Norm<TLanes>(TLanes real, TLanes imaginary)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(real, real, imaginary * imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Square<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes> => value * value;
}
