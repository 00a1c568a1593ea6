using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Filters;

/// <summary>
/// The weights of a bank in which every bin lies on the rising side of one triangle and on the falling side of the one before,
/// and on no other, so that each bin is read once for both.
/// </summary>
internal sealed class TrianglePairs
{
    // The bins of run b are those between the beginnings of triangles b and b + 1.
    private readonly int[] runStarts;
    private readonly float[] pairs;

    private TrianglePairs(int[] runStarts, float[] pairs) => (this.runStarts, this.pairs) = (runStarts, pairs);

    /// <summary>The pairs of a bank, or null where its bands overlap otherwise.</summary>
    public static TrianglePairs? Of(FilterBank bank)
    {
        var runStarts = new int[bank.Count + 1];
        var pairs = new float[2 * bank.BinCount];
        runStarts[bank.Count] = Enumerable.Range(0, bank.Count).Max(band => bank.Start(band) + bank.Weights(band).Length);
        for (var band = bank.Count - 1; band >= 0; band--)
        {
            runStarts[band] = bank.Weights(band).IsEmpty ? runStarts[band + 1] : bank.Start(band);
            for (var bin = runStarts[band]; bin < runStarts[band + 1]; bin++)
            {
                pairs[2 * bin] = band > 0 ? Weight(bank, band - 1, bin) : 0;
                pairs[(2 * bin) + 1] = Weight(bank, band, bin);
            }
        }

        // With any other overlap, some weight is in no pair.
        var weightCount = Enumerable.Range(0, bank.Count).Sum(band => bank.Weights(band).ToArray().Count(weight => weight > 0));
        return weightCount == pairs.Count(weight => weight > 0) ? new TrianglePairs(runStarts, pairs) : null;
    }

    /// <summary>As <see cref="FilterBank.Apply"/>.</summary>
    public void Sum<TLanes>(ReadOnlySpan<float> power, Span<float> bands, int frameCapacity, int firstFrame, int frames)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var bins = ref MemoryMarshal.GetReference(power);
        ref var weights = ref MemoryMarshal.GetReference(pairs);
        var before = TLanes.Broadcast(0);
        var count = runStarts.Length - 1;
        for (var band = 0; band < count; band++)
        {
            nint start = runStarts[band];
            SumRun<TLanes>(
                ref Unsafe.Add(ref bins, start * TLanes.Count), ref Unsafe.Add(ref weights, 2 * start), runStarts[band + 1] - (int)start,
                out var falling, out var rising);
            if (band > 0)
            {
                FilterBank.Store(before + falling, bands.Slice(((band - 1) * frameCapacity) + firstFrame, frames));
            }

            before = rising;
        }

        FilterBank.Store(before, bands.Slice(((count - 1) * frameCapacity) + firstFrame, frames));
    }

    // A method of its own, without calls, so that the sums stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SumRun<TLanes>(ref float bins, ref float weights, int count, out TLanes fallingSum, out TLanes risingSum)
        where TLanes : struct, ILanes<TLanes>
    {
        // Two sums each, so that an addition need not wait for the one before.
        var falling = TLanes.Broadcast(0);
        var rising = TLanes.Broadcast(0);
        var fallingOdd = TLanes.Broadcast(0);
        var risingOdd = TLanes.Broadcast(0);
        for (; count >= 2; count -= 2)
        {
            var even = TLanes.Load(ref bins, 0);
            var odd = TLanes.Load(ref bins, TLanes.Count);
            falling = TLanes.MultiplyAdd(even, TLanes.Broadcast(weights), falling);
            rising = TLanes.MultiplyAdd(even, TLanes.Broadcast(Unsafe.Add(ref weights, 1)), rising);
            fallingOdd = TLanes.MultiplyAdd(odd, TLanes.Broadcast(Unsafe.Add(ref weights, 2)), fallingOdd);
            risingOdd = TLanes.MultiplyAdd(odd, TLanes.Broadcast(Unsafe.Add(ref weights, 3)), risingOdd);
            bins = ref Unsafe.Add(ref bins, 2 * TLanes.Count);
            weights = ref Unsafe.Add(ref weights, 4);
        }

        if (count > 0)
        {
            var last = TLanes.Load(ref bins, 0);
            falling = TLanes.MultiplyAdd(last, TLanes.Broadcast(weights), falling);
            rising = TLanes.MultiplyAdd(last, TLanes.Broadcast(Unsafe.Add(ref weights, 1)), rising);
        }

        fallingSum = falling + fallingOdd;
        risingSum = rising + risingOdd;
    }

    private static float Weight(FilterBank bank, int band, int bin)
    {
        var i = bin - bank.Start(band);
        return i >= 0 && i < bank.Weights(band).Length ? bank.Weights(band)[i] : 0;
    }
}
