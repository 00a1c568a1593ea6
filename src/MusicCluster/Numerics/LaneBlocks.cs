using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics;

/// <summary>Moves blocks of signals into lanes and back: a transposition, 4 × 4 values at a time.</summary>
public static class LaneBlocks
{
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

    private static void LoadFour(
        ref float a, ref float b, ref float c, ref float d, ReadOnlySpan<float> factors, int length, ref float destination, nint rowStride)
    {
        ref var window = ref MemoryMarshal.GetReference(factors);
        for (nint i = 0; i < length; i += 4)
        {
            var va = Vector128.LoadUnsafe(ref a, (nuint)i);
            var vb = Vector128.LoadUnsafe(ref b, (nuint)i);
            var vc = Vector128.LoadUnsafe(ref c, (nuint)i);
            var vd = Vector128.LoadUnsafe(ref d, (nuint)i);
            if (!factors.IsEmpty)
            {
                var factor = Vector128.LoadUnsafe(ref window, (nuint)i);
                (va, vb, vc, vd) = (va * factor, vb * factor, vc * factor, vd * factor);
            }

            var (ac0, ac1) = Interleave(va, vc);
            var (bd0, bd1) = Interleave(vb, vd);
            var (row0, row1) = Interleave(ac0, bd0);
            var (row2, row3) = Interleave(ac1, bd1);
            ref var rows = ref Unsafe.Add(ref destination, i * rowStride);
            row0.StoreUnsafe(ref rows);
            row1.StoreUnsafe(ref rows, (nuint)rowStride);
            row2.StoreUnsafe(ref rows, (nuint)(2 * rowStride));
            row3.StoreUnsafe(ref rows, (nuint)(3 * rowStride));
        }
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
