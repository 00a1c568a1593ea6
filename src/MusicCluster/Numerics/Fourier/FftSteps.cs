using System.Runtime.CompilerServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Numerics.Fourier;

/// <summary>The butterflies of <see cref="Fft"/>: rows of lanes, alternately real and imaginary.</summary>
internal static class FftSteps
{
    /// <summary>Values of the twiddle table that a butterfly of four reads.</summary>
    public const int TwiddlesOfFour = 9;

    private const int TwiddlesOfEight = 21;

    /// <summary>Half the square root of two: the real part of the eighth root of one.</summary>
    private const float HalfRoot = 0.70710678f;

    /// <summary>Transforms every block of 1, 2, 4 or 8 values, in place.</summary>
    public static void Butterflies<TLanes>(ref float data, int length, int block)
        where TLanes : struct, ILanes<TLanes>
    {
        nint size = 2 * TLanes.Count;
        for (nint start = 0; start < length; start += block)
        {
            ref var x = ref Unsafe.Add(ref data, start * size);
            switch (block)
            {
                case 8:
                    ButterflyOfEight<TLanes>(ref x);
                    break;
                case 4:
                    ButterflyOfFour<TLanes>(ref x);
                    break;
                case 2:
                    ButterflyOfTwo<TLanes>(ref x);
                    break;
            }
        }
    }

    /// <summary>Butterflies from four runs of rows to four others, which may be the same.</summary>
    public static void StepOfFour<TLanes>(ref float w, ref float source, nint sourceSpan, ref float target, nint span, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        for (var j = 0; j < count; j++)
        {
            ref var s = ref Unsafe.Add(ref source, j * 2 * width);
            ref var x = ref Unsafe.Add(ref target, j * 2 * width);
            var (r0, i0) = (TLanes.Load(ref s, 0), TLanes.Load(ref s, width));
            var (r1, i1) = (TLanes.Load(ref s, sourceSpan), TLanes.Load(ref s, sourceSpan + width));
            var (r2, i2) = (TLanes.Load(ref s, 2 * sourceSpan), TLanes.Load(ref s, (2 * sourceSpan) + width));
            var (r3, i3) = (TLanes.Load(ref s, 3 * sourceSpan), TLanes.Load(ref s, (3 * sourceSpan) + width));
            TurnFour(r0, i0, r1, i1, r2, i2, r3, i3, ref w, ref x, span);
            w = ref Unsafe.Add(ref w, TwiddlesOfFour);
        }
    }

    /// <summary>The first step of real blocks that overlap: their quarters are the same rows, begun at another lane, times other factors.</summary>
    /// <param name="w">Twiddles.</param>
    /// <param name="rows">Row i: sample i of as many blocks as all four quarters need.</param>
    /// <param name="rowStride">Distance of rows in floats.</param>
    /// <param name="shift">Lanes from a quarter to the next.</param>
    /// <param name="factors">One per sample.</param>
    /// <param name="factorSpan">Distance of the quarters' factors.</param>
    /// <param name="target">First of the rows that are written.</param>
    /// <param name="span">Distance of the quarters that are written, in floats.</param>
    /// <param name="count">Butterflies; each reads two rows.</param>
    public static void StepOfFourShared<TLanes>(
        ref float w, ref float rows, nint rowStride, nint shift, ref float factors, nint factorSpan, ref float target, nint span, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var j = 0; j < count; j++)
        {
            ref var odd = ref Unsafe.Add(ref rows, rowStride);
            ref var oddFactors = ref Unsafe.Add(ref factors, 1);
            TurnFour(
                Scaled<TLanes>(ref rows, 0, ref factors, 0), Scaled<TLanes>(ref odd, 0, ref oddFactors, 0),
                Scaled<TLanes>(ref rows, shift, ref factors, factorSpan), Scaled<TLanes>(ref odd, shift, ref oddFactors, factorSpan),
                Scaled<TLanes>(ref rows, 2 * shift, ref factors, 2 * factorSpan), Scaled<TLanes>(ref odd, 2 * shift, ref oddFactors, 2 * factorSpan),
                Scaled<TLanes>(ref rows, 3 * shift, ref factors, 3 * factorSpan), Scaled<TLanes>(ref odd, 3 * shift, ref oddFactors, 3 * factorSpan),
                ref w, ref target, span);
            w = ref Unsafe.Add(ref w, TwiddlesOfFour);
            rows = ref Unsafe.Add(ref odd, rowStride);
            factors = ref Unsafe.Add(ref factors, 2);
            target = ref Unsafe.Add(ref target, 2 * TLanes.Count);
        }
    }

    /// <summary>Butterflies of eight runs of rows, in place: one pass over the memory for three halvings.</summary>
    /// <remarks>Written out, value by value: a struct of eight registers would live in memory.</remarks>
    public static void StepOfEight<TLanes>(ref float w, ref float data, nint span, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var root = TLanes.Broadcast(HalfRoot);
        var minusRoot = TLanes.Broadcast(-HalfRoot);
        for (var j = 0; j < count; j++)
        {
            ref var x = ref Unsafe.Add(ref data, j * 2 * width);
            ref var y = ref Unsafe.Add(ref x, 4 * span);
            var (r0, i0, r4, i4) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, width), TLanes.Load(ref y, 0), TLanes.Load(ref y, width));
            var (r2, i2, r6, i6) = (TLanes.Load(ref x, 2 * span), TLanes.Load(ref x, (2 * span) + width),
                TLanes.Load(ref y, 2 * span), TLanes.Load(ref y, (2 * span) + width));
            // Even frequencies: a butterfly of four of the sums; odd ones: of the differences, value k turned by k eighths.
            var (sumR02, sumI02, difR02, difI02) = (r0 + r4 + (r2 + r6), i0 + i4 + (i2 + i6), r0 + r4 - (r2 + r6), i0 + i4 - (i2 + i6));
            // x2 − x6 times −i
            var (oddR02, oddI02, turnR02, turnI02) = (r0 - r4 + (i2 - i6), i0 - i4 - (r2 - r6), r0 - r4 - (i2 - i6), i0 - i4 + (r2 - r6));
            var (r1, i1, r5, i5) = (TLanes.Load(ref x, span), TLanes.Load(ref x, span + width), TLanes.Load(ref y, span), TLanes.Load(ref y, span + width));
            var (r3, i3, r7, i7) = (TLanes.Load(ref x, 3 * span), TLanes.Load(ref x, (3 * span) + width),
                TLanes.Load(ref y, 3 * span), TLanes.Load(ref y, (3 * span) + width));
            var (sumR13, sumI13, difR13, difI13) = (r1 + r5 + (r3 + r7), i1 + i5 + (i3 + i7), i1 + i5 - (i3 + i7), r3 + r7 - (r1 + r5));
            (sumR02 + sumR13).Store(ref x, 0);
            (sumI02 + sumI13).Store(ref x, width);
            StoreProduct(difR02 + difR13, difI02 + difI13, ref Unsafe.Add(ref w, 3), ref x, 2 * span);
            StoreProduct(sumR02 - sumR13, sumI02 - sumI13, ref Unsafe.Add(ref w, 9), ref y, 0);
            StoreProduct(difR02 - difR13, difI02 - difI13, ref Unsafe.Add(ref w, 15), ref y, 2 * span);

            // x1 and x3 are left too long by the root of two, which the last multiplications take away.
            var (turnR1, turnI1) = (r1 - r5 + (i1 - i5), i1 - i5 - (r1 - r5));
            var (turnR3, minusI3) = (i3 - i7 - (r3 - r7), i3 - i7 + (r3 - r7));
            var (oddR13, oddI13, turnR13, turnI13) = (turnR1 + turnR3, turnI1 - minusI3, turnI1 + minusI3, turnR3 - turnR1);
            StoreProduct(TLanes.MultiplyAdd(oddR13, root, oddR02), TLanes.MultiplyAdd(oddI13, root, oddI02), ref w, ref x, span);
            StoreProduct(TLanes.MultiplyAdd(turnR13, root, turnR02), TLanes.MultiplyAdd(turnI13, root, turnI02), ref Unsafe.Add(ref w, 6), ref x, 3 * span);
            StoreProduct(TLanes.MultiplyAdd(oddR13, minusRoot, oddR02), TLanes.MultiplyAdd(oddI13, minusRoot, oddI02), ref Unsafe.Add(ref w, 12), ref y, span);
            StoreProduct(TLanes.MultiplyAdd(turnR13, minusRoot, turnR02),
                TLanes.MultiplyAdd(turnI13, minusRoot, turnI02), ref Unsafe.Add(ref w, 18), ref y, 3 * span);
            w = ref Unsafe.Add(ref w, TwiddlesOfEight);
        }
    }

    private static void ButterflyOfEight<TLanes>(ref float x)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var span = 2 * width;
        ref var y = ref Unsafe.Add(ref x, 4 * span);
        var (r0, i0, r4, i4) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, width), TLanes.Load(ref y, 0), TLanes.Load(ref y, width));
        var (r2, i2, r6, i6) = (TLanes.Load(ref x, 2 * span), TLanes.Load(ref x, (2 * span) + width),
            TLanes.Load(ref y, 2 * span), TLanes.Load(ref y, (2 * span) + width));
        var (sumR02, sumI02, difR02, difI02) = (r0 + r4 + (r2 + r6), i0 + i4 + (i2 + i6), r0 + r4 - (r2 + r6), i0 + i4 - (i2 + i6));
        var (oddR02, oddI02, turnR02, turnI02) = (r0 - r4 + (i2 - i6), i0 - i4 - (r2 - r6), r0 - r4 - (i2 - i6), i0 - i4 + (r2 - r6));
        var (r1, i1, r5, i5) = (TLanes.Load(ref x, span), TLanes.Load(ref x, span + width), TLanes.Load(ref y, span), TLanes.Load(ref y, span + width));
        var (r3, i3, r7, i7) = (TLanes.Load(ref x, 3 * span), TLanes.Load(ref x, (3 * span) + width),
            TLanes.Load(ref y, 3 * span), TLanes.Load(ref y, (3 * span) + width));
        var (sumR13, sumI13, difR13, difI13) = (r1 + r5 + (r3 + r7), i1 + i5 + (i3 + i7), i1 + i5 - (i3 + i7), r3 + r7 - (r1 + r5));
        Store(sumR02 + sumR13, sumI02 + sumI13, ref x, 0);
        Store(difR02 + difR13, difI02 + difI13, ref x, 2 * span);
        Store(sumR02 - sumR13, sumI02 - sumI13, ref y, 0);
        Store(difR02 - difR13, difI02 - difI13, ref y, 2 * span);

        var (root, minusRoot) = (TLanes.Broadcast(HalfRoot), TLanes.Broadcast(-HalfRoot));
        var (turnR1, turnI1) = (r1 - r5 + (i1 - i5), i1 - i5 - (r1 - r5));
        var (turnR3, minusI3) = (i3 - i7 - (r3 - r7), i3 - i7 + (r3 - r7));
        var (oddR13, oddI13, turnR13, turnI13) = (turnR1 + turnR3, turnI1 - minusI3, turnI1 + minusI3, turnR3 - turnR1);
        Store(TLanes.MultiplyAdd(oddR13, root, oddR02), TLanes.MultiplyAdd(oddI13, root, oddI02), ref x, span);
        Store(TLanes.MultiplyAdd(turnR13, root, turnR02), TLanes.MultiplyAdd(turnI13, root, turnI02), ref x, 3 * span);
        Store(TLanes.MultiplyAdd(oddR13, minusRoot, oddR02), TLanes.MultiplyAdd(oddI13, minusRoot, oddI02), ref y, span);
        Store(TLanes.MultiplyAdd(turnR13, minusRoot, turnR02), TLanes.MultiplyAdd(turnI13, minusRoot, turnI02), ref y, 3 * span);
    }

    private static void ButterflyOfFour<TLanes>(ref float x)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var (r0, i0) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, width));
        var (r1, i1) = (TLanes.Load(ref x, 2 * width), TLanes.Load(ref x, 3 * width));
        var (r2, i2) = (TLanes.Load(ref x, 4 * width), TLanes.Load(ref x, 5 * width));
        var (r3, i3) = (TLanes.Load(ref x, 6 * width), TLanes.Load(ref x, 7 * width));
        var (sumR02, sumI02, difR02, difI02) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
        var (sumR13, sumI13, difR13, difI13) = (r1 + r3, i1 + i3, i1 - i3, r3 - r1);
        Store(sumR02 + sumR13, sumI02 + sumI13, ref x, 0);
        Store(difR02 + difR13, difI02 + difI13, ref x, 2 * width);
        Store(sumR02 - sumR13, sumI02 - sumI13, ref x, 4 * width);
        Store(difR02 - difR13, difI02 - difI13, ref x, 6 * width);
    }

    private static void ButterflyOfTwo<TLanes>(ref float x)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var (r0, i0) = (TLanes.Load(ref x, 0), TLanes.Load(ref x, width));
        var (r1, i1) = (TLanes.Load(ref x, 2 * width), TLanes.Load(ref x, 3 * width));
        Store(r0 + r1, i0 + i1, ref x, 0);
        Store(r0 - r1, i0 - i1, ref x, 2 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour<TLanes>(
        TLanes r0, TLanes i0, TLanes r1, TLanes i1, TLanes r2, TLanes i2, TLanes r3, TLanes i3, ref float w, ref float x, nint span)
        where TLanes : struct, ILanes<TLanes>
    {
        var (sumR02, sumI02) = (r0 + r2, i0 + i2);
        var (difR02, difI02) = (r0 - r2, i0 - i2);
        var (sumR13, sumI13) = (r1 + r3, i1 + i3);
        // (x1 − x3) · (−i)
        var (difR13, difI13) = (i1 - i3, r3 - r1);

        (sumR02 + sumR13).Store(ref x, 0);
        (sumI02 + sumI13).Store(ref x, TLanes.Count);
        StoreProduct(difR02 + difR13, difI02 + difI13, ref w, ref x, span);
        StoreProduct(sumR02 - sumR13, sumI02 - sumI13, ref Unsafe.Add(ref w, 3), ref x, 2 * span);
        StoreProduct(difR02 - difR13, difI02 - difI13, ref Unsafe.Add(ref w, 6), ref x, 3 * span);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Scaled<TLanes>(ref float row, nint offset, ref float factors, nint index)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load(ref row, offset) * TLanes.Broadcast(Unsafe.Add(ref factors, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(TLanes real, TLanes imaginary, ref float x, nint offset)
        where TLanes : struct, ILanes<TLanes>
    {
        real.Store(ref x, offset);
        imaginary.Store(ref x, offset + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct<TLanes>(TLanes real, TLanes imaginary, ref float w, ref float x, nint offset)
        where TLanes : struct, ILanes<TLanes>
    {
        var cosine = TLanes.Broadcast(w);
        var minusSine = TLanes.Broadcast(Unsafe.Add(ref w, 1));
        var sine = TLanes.Broadcast(Unsafe.Add(ref w, 2));
        // The table's sine is that of −angle: (re + i·im) · (cos + i·sin).
        TLanes.MultiplyAdd(imaginary, minusSine, real * cosine).Store(ref x, offset);
        TLanes.MultiplyAdd(real, sine, imaginary * cosine).Store(ref x, offset + TLanes.Count);
    }
}
