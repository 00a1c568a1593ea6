using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MusicCluster.Numerics.Simd;

/// <summary>Sixteen samples of sixteen blocks, transposed in registers: a quarter of the stores of the 4 × 4 way.</summary>
internal static class LaneTranspose512
{
    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>Row i receives sample offset + i of every block.</summary>
    /// <param name="signal">The samples.</param>
    /// <param name="starts">First sample of each of 16 blocks; all blocks lie inside the signal.</param>
    /// <param name="factor">Multiplied into samples offset … offset + 15 of every block.</param>
    /// <param name="offset">First sample within the blocks.</param>
    /// <param name="destination">16 rows.</param>
    /// <param name="rowStride">Distance of rows in floats.</param>
    public static void Load(
        ref float signal, ReadOnlySpan<int> starts, Vector512<float> factor, int offset, ref float destination, nint rowStride)
    {
        ref var start = ref MemoryMarshal.GetReference(starts);
        ref var samples = ref Unsafe.Add(ref signal, offset);
        var (a0, a1, a2, a3) = LoadFour(ref samples, ref start, factor);
        var (b0, b1, b2, b3) = LoadFour(ref samples, ref Unsafe.Add(ref start, 4), factor);
        var (c0, c1, c2, c3) = LoadFour(ref samples, ref Unsafe.Add(ref start, 8), factor);
        var (d0, d1, d2, d3) = LoadFour(ref samples, ref Unsafe.Add(ref start, 12), factor);
        StoreFour(a0, b0, c0, d0, ref destination, rowStride);
        StoreFour(a1, b1, c1, d1, ref Unsafe.Add(ref destination, rowStride), rowStride);
        StoreFour(a2, b2, c2, d2, ref Unsafe.Add(ref destination, 2 * rowStride), rowStride);
        StoreFour(a3, b3, c3, d3, ref Unsafe.Add(ref destination, 3 * rowStride), rowStride);
    }

    // Result j holds, in its k-th quarter, sample 4k + j of the four blocks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> S0, Vector512<float> S1, Vector512<float> S2, Vector512<float> S3) LoadFour(
        ref float samples, ref int start, Vector512<float> factor)
    {
        var r0 = Vector512.LoadUnsafe(ref Unsafe.Add(ref samples, start)) * factor;
        var r1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref samples, Unsafe.Add(ref start, 1))) * factor;
        var r2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref samples, Unsafe.Add(ref start, 2))) * factor;
        var r3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref samples, Unsafe.Add(ref start, 3))) * factor;
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        return (
            Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    // A 4 × 4 transposition of quarters; the results are four rows apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float destination, nint rowStride)
    {
        var lowAb = Avx512F.Shuffle4x128(a, b, 0x44);
        var lowCd = Avx512F.Shuffle4x128(c, d, 0x44);
        var highAb = Avx512F.Shuffle4x128(a, b, 0xEE);
        var highCd = Avx512F.Shuffle4x128(c, d, 0xEE);
        Avx512F.Shuffle4x128(lowAb, lowCd, 0x88).StoreUnsafe(ref destination);
        Avx512F.Shuffle4x128(lowAb, lowCd, 0xDD).StoreUnsafe(ref destination, (nuint)(4 * rowStride));
        Avx512F.Shuffle4x128(highAb, highCd, 0x88).StoreUnsafe(ref destination, (nuint)(8 * rowStride));
        Avx512F.Shuffle4x128(highAb, highCd, 0xDD).StoreUnsafe(ref destination, (nuint)(12 * rowStride));
    }
}
