using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Numerics.Fourier;

/// <summary>
/// Complex FFTs of <see cref="LaneWidth.Count"/> signals at once, one per lane: no shuffles, every instruction does useful work.
/// </summary>
/// <remarks>
/// Complex value k of all signals lies in two rows of lanes, real (row 2k) then imaginary (row 2k + 1).
/// In place, decimation in frequency, radix 4 and 8; depth first, so that small blocks stay in the first-level cache.
/// </remarks>
public static class Fft
{
    // 16 blocks and three quarters of up to 16 spacings each.
    private const int MaximumSharedRows = 64;

    private static ReadOnlySpan<int> LineStarts => [0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240];

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

    /// <summary>Loads one real block per lane, packed (even samples real, odd ones imaginary), and transforms it.</summary>
    /// <param name="plan">Tables of half the block's length.</param>
    /// <param name="signal">The samples; zero outside.</param>
    /// <param name="starts">First sample of each lane's block.</param>
    /// <param name="factors">Multiplied into each block: 2 × plan.Length values.</param>
    /// <param name="data">Shape [plan.Length, 2, LaneWidth.Count].</param>
    /// <param name="edge">Scratch of 8 × plan.Length values.</param>
    public static void ForwardReal(
        FftPlan plan, ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, ReadOnlySpan<float> factors, Span<float> data, Span<float> edge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(factors.Length, 2 * plan.Length);
        if (plan.Length < 2 * LaneBlocks.LineLength || LaneWidth.Count < 4 || !LaneBlocks.AreInside(signal.Length, starts, 2 * plan.Length))
        {
            LaneBlocks.Load(signal, starts, factors, 2 * plan.Length, data, LaneWidth.Count, edge);
            Forward(plan, data);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Length, plan.Length * 2 * LaneWidth.Count);
        if (Vector512.IsHardwareAccelerated)
        {
            LoadAndTransform<Lanes512>(plan, signal, starts, factors, data);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            LoadAndTransform<Lanes256>(plan, signal, starts, factors, data);
        }
        else
        {
            LoadAndTransform<Lanes128>(plan, signal, starts, factors, data);
        }
    }

    // The first step reads what it needs from the signal, by way of a few rows that stay in the first-level cache: the
    // blocks overlap, and so do the quarters of a block that a butterfly joins.
    private static void LoadAndTransform<TLanes>(
        FftPlan plan, ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, ReadOnlySpan<float> factors, Span<float> data)
        where TLanes : struct, ILanes<TLanes>
    {
        var quarter = plan.Length / 4;
        ref var target = ref MemoryMarshal.GetReference(data);
        var shared = SharedRowStep(starts, 2 * quarter);
        if (shared > 0 && !LaneTranspose512.IsSupported && starts.Length + (3 * shared) <= LaneBlocks.LineLength)
        {
            LoadSharedNarrow<TLanes>(plan, signal, starts, shared, factors, data);
        }
        else
        {
            LoadQuarters<TLanes>(plan, signal, starts, LaneTranspose512.IsSupported ? shared : 0, factors, data);
        }

        for (var part = 0; part < 4; part++)
        {
            Transform<TLanes>(plan, ref Unsafe.Add(ref target, (nint)part * quarter * 2 * TLanes.Count), quarter);
        }
    }

    private static void LoadQuarters<TLanes>(
        FftPlan plan, ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, int shared, ReadOnlySpan<float> factors, Span<float> data)
        where TLanes : struct, ILanes<TLanes>
    {
        const int lineLength = LaneBlocks.LineLength;
        var width = TLanes.Count;
        var quarter = plan.Length / 4;
        Span<float> rows = stackalloc float[4 * lineLength * TLanes.Count];
        ref var source = ref MemoryMarshal.GetReference(rows);
        ref var target = ref MemoryMarshal.GetReference(data);
        ref var twiddles = ref MemoryMarshal.GetReference(plan.Twiddles(plan.Length));
        Span<float> lines = stackalloc float[MaximumSharedRows * lineLength];
        for (var line = 0; line < 2 * quarter; line += lineLength)
        {
            if (shared > 0)
            {
                LoadShared(signal, starts, factors, line, 2 * quarter, shared, lines, rows);
            }

            for (var part = 0; part < 4 && shared == 0; part++)
            {
                LaneBlocks.LoadLine(signal, starts, factors, line + (part * 2 * quarter), rows[(part * lineLength * width)..], width);
            }

            FftSteps.StepOfFour<TLanes>(
                ref Unsafe.Add(ref twiddles, line / 2 * FftSteps.TwiddlesOfFour), ref source, lineLength * width,
                ref Unsafe.Add(ref target, line * width), quarter * 2 * width, lineLength / 2);
        }
    }

    // The blocks of all quarters are transposed side by side, so that a quarter is the same rows from another lane on.
    private static void LoadSharedNarrow<TLanes>(
        FftPlan plan, ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, int step, ReadOnlySpan<float> factors, Span<float> data)
        where TLanes : struct, ILanes<TLanes>
    {
        const int lineLength = LaneBlocks.LineLength;
        var quarter = plan.Length / 4;
        var count = starts.Length + (3 * step);
        Span<int> all = stackalloc int[(count + 3) / 4 * 4];
        for (var block = 0; block < all.Length; block++)
        {
            all[block] = starts[0] + (Math.Min(block, count - 1) * (starts[1] - starts[0]));
        }

        Span<float> rows = stackalloc float[lineLength * lineLength];
        ref var target = ref MemoryMarshal.GetReference(data);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        ref var twiddles = ref MemoryMarshal.GetReference(plan.Twiddles(plan.Length));
        for (var line = 0; line < 2 * quarter; line += lineLength)
        {
            LaneBlocks.LoadLine(signal, all, [], line, rows, lineLength);
            FftSteps.StepOfFourShared<TLanes>(
                ref Unsafe.Add(ref twiddles, line / 2 * FftSteps.TwiddlesOfFour), ref MemoryMarshal.GetReference(rows), lineLength, step,
                ref Unsafe.Add(ref factor, line), 2 * quarter, ref Unsafe.Add(ref target, line * TLanes.Count), quarter * 2 * TLanes.Count,
                lineLength / 2);
        }
    }

    // Evenly spaced blocks whose quarters are whole spacings apart read the same lines: how many spacings make a quarter.
    private static int SharedRowStep(ReadOnlySpan<int> starts, int quarter)
    {
        var spacing = starts[1] - starts[0];
        for (var lane = 1; lane < starts.Length; lane++)
        {
            if (starts[lane] - starts[lane - 1] != spacing)
            {
                return 0;
            }
        }

        var isWhole = spacing > 0 && quarter % spacing == 0;
        return isWhole && starts.Length + (3 * quarter / spacing) <= MaximumSharedRows ? quarter / spacing : 0;
    }

    // Each line is fetched once and then read by up to four butterflies' quarters.
    private static void LoadShared(
        ReadOnlySpan<float> signal, ReadOnlySpan<int> starts, ReadOnlySpan<float> factors, int line, int quarter, int step,
        Span<float> lines, Span<float> rows)
    {
        const int lineLength = LaneBlocks.LineLength;
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(signal), starts[0] + line);
        ref var copies = ref MemoryMarshal.GetReference(lines);
        nint spacing = starts[1] - starts[0];
        for (var row = 0; row < starts.Length + (3 * step); row++)
        {
            Vector512.LoadUnsafe(ref Unsafe.Add(ref first, row * spacing)).StoreUnsafe(ref copies, (nuint)(row * lineLength));
        }

        for (var part = 0; part < 4; part++)
        {
            var factor = Vector512.Create(factors.Slice(line + (part * quarter), lineLength));
            LaneTranspose512.Load(
                ref Unsafe.Add(ref copies, part * step * lineLength), LineStarts, factor, 0, ref rows[part * lineLength * starts.Length], starts.Length);
        }
    }

    // Steps of the smallest blocks are loops, not calls: a call per block of 4 costs as much as its butterfly.
    private static void Transform<TLanes>(FftPlan plan, ref float data, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        if (length <= FftPlan.LargestButterfly)
        {
            FftSteps.Butterflies<TLanes>(ref data, length, length);
            return;
        }

        var radix = plan.Radix(length);
        var part = length / radix;
        var span = part * 2 * (nint)TLanes.Count;
        ref var twiddles = ref MemoryMarshal.GetReference(plan.Twiddles(length));
        if (radix == 8)
        {
            FftSteps.StepOfEight<TLanes>(ref twiddles, ref data, span, part);
        }
        else
        {
            FftSteps.StepOfFour<TLanes>(ref twiddles, ref data, span, ref data, span, part);
        }

        if (part <= FftPlan.LargestButterfly)
        {
            FftSteps.Butterflies<TLanes>(ref data, length, part);
            return;
        }

        for (var r = 0; r < radix; r++)
        {
            Transform<TLanes>(plan, ref Unsafe.Add(ref data, r * span), part);
        }
    }
}
