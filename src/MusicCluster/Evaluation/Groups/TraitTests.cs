using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Tests every descriptor of every group against the rest. The descriptors are ranked once for all partitions.</summary>
internal sealed class TraitTests
{
    private readonly UnitResamples units;
    private readonly double confidence;
    private readonly IReadOnlyList<Prepared> descriptors;

    /// <param name="rows">One per track.</param>
    /// <param name="units">What is drawn together.</param>
    /// <param name="confidence">Coverage of the intervals.</param>
    public TraitTests(IReadOnlyList<DescriptorRow> rows, UnitResamples units, double confidence)
    {
        (this.units, this.confidence) = (units, confidence);
        descriptors = [.. DescriptorTerms.All.Select(term =>
        {
            var ranked = new RankedDescriptor([.. rows.Select(row => term.Of(row) ?? double.NaN)]);
            return new Prepared(term.Name, ranked, ranked.DoubledRanks(), ranked.InOrder(units.Units));
        })];
    }

    /// <summary>The traits of a partition, group after group.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="labels">Cluster of each track from 0 on, noise −1: it is among the rest of every group.</param>
    public IReadOnlyList<ClusterTraitRow> Test(PartitionKey key, int[] labels)
    {
        var groupCount = Labels.ClusterCount(labels);
        var tested = descriptors.Select(descriptor => Test(key, descriptor, labels, groupCount)).ToList();
        var all = Enumerable.Range(0, groupCount).SelectMany(group => tested.Select(rows => rows[group])).ToList();
        var known = all.Where(row => row.AdjustedPValue is not null).ToList();
        var adjusted = FalseDiscoveryRate.BenjaminiHochberg([.. known.Select(row => row.AdjustedPValue!.Value)]);
        var next = 0;
        return [.. all.Select(row => row.AdjustedPValue is null ? row : Judged(row, adjusted[next++]))];
    }

    private static ClusterTraitRow Judged(ClusterTraitRow row, double adjusted)
    {
        var isShown = adjusted <= Verdicts.Significance && (row.Low > 0 || row.High < 0);
        return row with
        {
            AdjustedPValue = adjusted,
            Verdict = !isShown ? TraitVerdict.NoDifferenceShown : row.Effect > 0 ? TraitVerdict.Higher : TraitVerdict.Lower,
        };
    }

    /// <summary>One descriptor of all groups, p-values as yet for each alone.</summary>
    private ClusterTraitRow[] Test(PartitionKey key, Prepared descriptor, int[] labels, int groupCount)
    {
        var ranked = descriptor.Ranked;
        // Noise is one more group, which is not reported.
        var groups = Array.ConvertAll(ranked.InOrder(labels), label => label < 0 ? groupCount : label);
        var (weights, rankSums, deltas) = (new long[groupCount + 1], new long[groupCount + 1], new double[groupCount]);
        ranked.Sum(groups, Array.ConvertAll(groups, _ => 0), [1], weights, rankSums);
        RankedDescriptor.Deltas(weights, rankSums, deltas);
        var resampled = ranked.Problem.Length > 0 ? [] : Resampled(descriptor, groups, groupCount);
        var rows = new ClusterTraitRow[groupCount];
        Workers.For(groupCount, group =>
        {
            var problem = ranked.Problem.Length > 0 ? ranked.Problem
                : weights[group] == 0 ? "no track of the group has the descriptor"
                : weights[group] == ranked.Rows.Length ? "no track outside the group has the descriptor" : "";
            rows[group] = new ClusterTraitRow(key, group, descriptor.Name, null, null, null, null, null, null, TraitVerdict.Undefined, problem);
            if (problem.Length == 0)
            {
                var ends = Bootstrap.Ends(resampled[group], deltas[group], confidence);
                rows[group] = rows[group] with
                {
                    Median = Median(ranked.Values, groups, other => other == group),
                    RestMedian = Median(ranked.Values, groups, other => other != group),
                    Effect = deltas[group],
                    Low = ends is { } low ? Math.Max(-1, low.Low) : null,
                    High = ends is { } high ? Math.Min(1, high.High) : null,
                    AdjustedPValue = RankSumTest.PValue(ranked, descriptor.DoubledRanks, (int)weights[group], rankSums[group]),
                };
            }
        });
        return rows;
    }

    /// <summary>Each group's deltas in the resamples.</summary>
    private double[][] Resampled(Prepared descriptor, int[] groups, int groupCount)
    {
        var resamples = units.Resamples;
        double[][] result = [.. Enumerable.Range(0, groupCount).Select(_ => new double[resamples.ResampleCount])];
        Workers.For(
            resamples.ResampleCount,
            () => (Weights: new long[groupCount + 1], RankSums: new long[groupCount + 1], Deltas: new double[groupCount]),
            (resample, room) =>
            {
                descriptor.Ranked.Sum(groups, descriptor.Units, resamples.Counts(resample), room.Weights, room.RankSums);
                RankedDescriptor.Deltas(room.Weights, room.RankSums, room.Deltas);
                for (var group = 0; group < groupCount; group++)
                {
                    result[group][resample] = room.Deltas[group];
                }
            });
        return result;
    }

    private static double Median(double[] ascending, int[] groups, Func<int, bool> isMeant)
    {
        var values = new List<double>();
        for (var i = 0; i < ascending.Length; i++)
        {
            if (isMeant(groups[i]))
            {
                values.Add(ascending[i]);
            }
        }

        return Moments.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values), 0.5);
    }

    private sealed record Prepared(string Name, RankedDescriptor Ranked, int[] DoubledRanks, int[] Units);
}
