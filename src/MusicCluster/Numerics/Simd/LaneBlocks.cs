using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>Moves blocks of signals into lanes and back: a transposition, 4 × 4 values at a time.</summary>
internal static class LaneBlocks
{
    internal const int LineLength = 16;

    /// <summary>Loads one block per lane; what lies outside the signal is zero.</summary>
    /// <param name="signal">The samples.</param>
    /// <param name="starts">First sample of each lane's block, <see cref="LaneWidth.Count"/> of them; may be negative or behind the end.</param>
    /// <param name="factors">Multiplied into each block, one factor per sample of it (a window); empty for none.</param>
    /// <param name="length">Samples per block, a multiple of 4.</param>
    /// <param name="destination">Row i of lanes receives sample i of every block; rows are <paramref name="rowStride"/> floats apart.</param>
    /// <param name="rowStride">Distance of rows in floats, at least <see cref="LaneWidth.Count"/>.</param>
    /// <param name="edge">Scratch of <paramref name="length"/> × 4 values for blocks that cross an end of the signal.</param>
    public static void Load(
        ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, ReadOnlySpan<float> factors, int length,
        Span<float> destination, int rowStride, Span<float> edge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(starts.Length, LaneWidth.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowStride, LaneWidth.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(length % 4, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, ((length - 1) * rowStride) + LaneWidth.Count);
        if (LaneWidth.Count == 1)
        {
            LoadOne(Block(signal, starts[0], length, edge), factors, destination, rowStride);
            return;
        }

        if (length % LineLength == 0 && AreInside(signal.Length, starts, length))
        {
            for (var line = 0; line < length; line += LineLength)
            {
                LoadLine(signal, starts, factors, line, destination[(line * rowStride)..], rowStride);
            }

            return;
        }

        for (var lane = 0; lane < starts.Length; lane += 4)
        {
            ref var a = ref MemoryMarshal.GetReference(Block(signal, starts[lane], length, edge));
            ref var b = ref MemoryMarshal.GetReference(Block(signal, starts[lane + 1], length, edge[length..]));
            ref var c = ref MemoryMarshal.GetReference(Block(signal, starts[lane + 2], length, edge[(2 * length)..]));
            ref var d = ref MemoryMarshal.GetReference(Block(signal, starts[lane + 3], length, edge[(3 * length)..]));
            LoadFour(ref a, ref b, ref c, ref d, factors, length, ref destination[lane], rowStride);
        }
    }

    /// <summary>Stores one block per lane: the inverse of <see cref="Load"/>.</summary>
    /// <param name="source">Row i holds sample i of every block.</param>
    /// <param name="rowStride">Distance of rows in floats.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="block">Receives one sample per row.</param>
    public static void Store(ReadOnlySpan<float> source, int rowStride, int lane, Span<float> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = source[(i * rowStride) + lane];
        }
    }

    /// <summary>Stores four neighboring lanes at once, rows in a given order.</summary>
    /// <param name="source">Rows of lanes.</param>
    /// <param name="rowStride">Distance of rows in floats.</param>
    /// <param name="rows">Which row holds sample i of every block.</param>
    /// <param name="lane">The first of the lanes; vector registers must have at least four.</param>
    /// <param name="blocks">Receives the four blocks one after the other, each of rows.Length samples.</param>
    public static void StoreFour(ReadOnlySpan<float> source, int rowStride, ReadOnlySpan<int> rows, int lane, Span<float> blocks)
    {
        var length = rows.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks.Length, 4 * length);
        var i = 0;
        for (; i <= length - 4; i += 4)
        {
            var r0 = Vector128.Create(source.Slice((rows[i] * rowStride) + lane, 4));
            var r1 = Vector128.Create(source.Slice((rows[i + 1] * rowStride) + lane, 4));
            var r2 = Vector128.Create(source.Slice((rows[i + 2] * rowStride) + lane, 4));
            var r3 = Vector128.Create(source.Slice((rows[i + 3] * rowStride) + lane, 4));
            var (low02, high02) = Interleave(r0, r2);
            var (low13, high13) = Interleave(r1, r3);
            var (a, b) = Interleave(low02, low13);
            var (c, d) = Interleave(high02, high13);
            a.CopyTo(blocks[i..]);
            b.CopyTo(blocks[(length + i)..]);
            c.CopyTo(blocks[((2 * length) + i)..]);
            d.CopyTo(blocks[((3 * length) + i)..]);
        }

        for (; i < length; i++)
        {
            for (var k = 0; k < 4; k++)
            {
                blocks[(k * length) + i] = source[(rows[i] * rowStride) + lane + k];
            }
        }
    }

    private static ReadOnlySpan<float> Block(ReadOnlySpan<float> signal, int start, int length, Span<float> edge)
    {
        if (start >= 0 && start <= signal.Length - length)
        {
            return signal.Slice(start, length);
        }

        var block = edge[..length];
        block.Clear();
        var first = Math.Max(start, 0);
        var end = (int)Math.Min((long)start + length, signal.Length);
        if (first < end)
        {
            signal[first..end].CopyTo(block[(first - start)..]);
        }

        return block;
    }

    private static void LoadOne(ReadOnlySpan<float> block, ReadOnlySpan<float> factors, Span<float> destination, int rowStride)
    {
        for (var i = 0; i < block.Length; i++)
        {
            destination[i * rowStride] = factors.IsEmpty ? block[i] : block[i] * factors[i];
        }
    }

    /// <summary>
    /// Loads <see cref="LineLength"/> samples per lane from <paramref name="offset"/> on: one cache line of each signal, because
    /// starts that are a power of two apart compete for the same few places of the cache.
    /// </summary>
    internal static void LoadLine(
        ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, ReadOnlySpan<float> factors, int offset, Span<float> destination, int rowStride)
    {
        ref var first = ref MemoryMarshal.GetReference(signal);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, ((LineLength - 1) * rowStride) + starts.Length);
        if (LaneTranspose512.IsSupported)
        {
            var sixteen = factors.IsEmpty ? Vector512<float>.One : Vector512.LoadUnsafe(ref factor, (nuint)offset);
            LaneTranspose512.Load(ref first, starts, sixteen, offset, ref MemoryMarshal.GetReference(destination), rowStride);
            return;
        }

        for (var lane = 0; lane < starts.Length; lane += 4)
        {
            ref var a = ref Unsafe.Add(ref first, starts[lane] + offset);
            ref var b = ref Unsafe.Add(ref first, starts[lane + 1] + offset);
            ref var c = ref Unsafe.Add(ref first, starts[lane + 2] + offset);
            ref var d = ref Unsafe.Add(ref first, starts[lane + 3] + offset);
            for (var i = 0; i < LineLength; i += 4)
            {
                LoadSquare(
                    ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref c, i), ref Unsafe.Add(ref d, i),
                    factors.IsEmpty ? Vector128<float>.One : Vector128.LoadUnsafe(ref factor, (nuint)(offset + i)),
                    ref destination[(i * rowStride) + lane], rowStride);
            }
        }
    }

    internal static bool AreInside(int sampleCount, ReadOnlySpan<int> starts, int length)
    {
        foreach (var start in starts)
        {
            if (start < 0 || start > sampleCount - length)
            {
                return false;
            }
        }

        return true;
    }

    private static void LoadFour(
        ref float a, ref float b, ref float c, ref float d, ReadOnlySpan<float> factors, int length, ref float destination, nint rowStride)
    {
        for (nint i = 0; i < length; i += 4)
        {
            var factor = factors.IsEmpty ? Vector128<float>.One : Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(factors), (nuint)i);
            LoadSquare(
                ref Unsafe.Add(ref a, i), ref Unsafe.Add(ref b, i), ref Unsafe.Add(ref c, i), ref Unsafe.Add(ref d, i),
                factor, ref Unsafe.Add(ref destination, i * rowStride), rowStride);
        }
    }

    // Four samples of four blocks, transposed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadSquare(
        ref float a, ref float b, ref float c, ref float d, Vector128<float> factor, ref float destination, nint rowStride)
    {
        var (ac0, ac1) = Interleave(Vector128.LoadUnsafe(ref a) * factor, Vector128.LoadUnsafe(ref c) * factor);
        var (bd0, bd1) = Interleave(Vector128.LoadUnsafe(ref b) * factor, Vector128.LoadUnsafe(ref d) * factor);
        var (row0, row1) = Interleave(ac0, bd0);
        var (row2, row3) = Interleave(ac1, bd1);
        row0.StoreUnsafe(ref destination);
        row1.StoreUnsafe(ref destination, (nuint)rowStride);
        row2.StoreUnsafe(ref destination, (nuint)(2 * rowStride));
        row3.StoreUnsafe(ref destination, (nuint)(3 * rowStride));
    }

    // (x0 y0 x1 y1) and (x2 y2 x3 y3): one unpack instruction each on x86 and Arm.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> x, Vector128<float> y)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            return (System.Runtime.Intrinsics.X86.Sse.UnpackLow(x, y), System.Runtime.Intrinsics.X86.Sse.UnpackHigh(x, y));
        }

        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
        {
            return (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(x, y), System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(x, y));
        }

        return (Vector128.Create(x[0], y[0], x[1], y[1]), Vector128.Create(x[2], y[2], x[3], y[3]));
    }
}
