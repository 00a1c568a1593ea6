using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Filters;

/// <summary>
/// A filter bank without its smallest weights: the bands of chroma meet every bin, but most of them hardly.
/// </summary>
internal sealed class SparseBank
{
    // Where a band's runs of weights begin: bin, count and first weight of each.
    private readonly (int Bin, int Count, int Weight)[][] runs;
    private readonly float[] weights;

    /// <summary>Keeps the weights that are at least a share of the greatest of their bin.</summary>
    public SparseBank(FilterBank bank, float leastShare)
    {
        var greatest = Enumerable.Range(0, bank.BinCount).Select(bin => Enumerable.Range(0, bank.Count).Max(band => Weight(bank, band, bin))).ToArray();
        var kept = new List<float>();
        runs = [.. Enumerable.Range(0, bank.Count).Select(band => Runs(bank, band, bin => leastShare * greatest[bin], kept).ToArray())];
        weights = [.. kept];
    }

    /// <summary>Bands.</summary>
    public int Count => runs.Length;

    /// <summary>Sums power over the bands for <see cref="LaneWidth.Count"/> frames.</summary>
    /// <param name="power">Shape [bins, LaneWidth.Count].</param>
    /// <param name="bands">Shape [Count, LaneWidth.Count].</param>
    public void Apply(ReadOnlySpan<float> power, Span<float> bands)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(power, bands);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256>(power, bands);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128>(power, bands);
        }
        else
        {
            Apply<Lanes1>(power, bands);
        }
    }

    private void Apply<TLanes>(ReadOnlySpan<float> power, Span<float> bands)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var bins = ref MemoryMarshal.GetReference(power);
        ref var target = ref MemoryMarshal.GetReference(bands);
        for (var band = 0; band < runs.Length; band++)
        {
            var (even, odd) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            foreach (var (bin, count, weight) in runs[band])
            {
                var run = weights.AsSpan(weight, count);
                nint at = (nint)bin * TLanes.Count;
                var i = 0;
                // Two sums, so that an addition need not wait for the one before.
                for (; i + 1 < run.Length; i += 2, at += 2 * TLanes.Count)
                {
                    even = TLanes.MultiplyAdd(TLanes.Load(ref bins, at), TLanes.Broadcast(run[i]), even);
                    odd = TLanes.MultiplyAdd(TLanes.Load(ref bins, at + TLanes.Count), TLanes.Broadcast(run[i + 1]), odd);
                }

                if (i < run.Length)
                {
                    even = TLanes.MultiplyAdd(TLanes.Load(ref bins, at), TLanes.Broadcast(run[i]), even);
                }
            }

            (even + odd).Store(ref target, (nint)band * TLanes.Count);
        }
    }

    private static IEnumerable<(int Bin, int Count, int Weight)> Runs(FilterBank bank, int band, Func<int, float> least, List<float> kept)
    {
        for (var bin = 0; bin < bank.BinCount; bin++)
        {
            var (start, first) = (bin, kept.Count);
            for (; bin < bank.BinCount && Weight(bank, band, bin) is > 0 and var weight && weight >= least(bin); bin++)
            {
                kept.Add(weight);
            }

            if (bin > start)
            {
                yield return (start, bin - start, first);
            }
        }
    }

    private static float Weight(FilterBank bank, int band, int bin)
    {
        var i = bin - bank.Start(band);
        return i >= 0 && i < bank.Weights(band).Length ? bank.Weights(band)[i] : 0;
    }
}
