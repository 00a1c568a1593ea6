using MusicCluster.Clusters;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Groups;

/// <summary>
/// Whether groups come back when a part of the tracks is clustered again: the mean over subsamples of the largest Jaccard index of
/// a group with a cluster of the subsample (Hennig 2007).
/// </summary>
internal static class GroupStability
{
    /// <summary>Subsamples of the tracks.</summary>
    public const int SubsampleCount = 20;

    /// <summary>From here on a group counts as stable (Hennig 2007).</summary>
    public const double Stable = 0.75;

    /// <summary>Below, it counts as dissolved.</summary>
    public const double Dissolved = 0.5;

    /// <summary>Tracks of a subsample at most; else four fifths of all.</summary>
    public const int MostTracks = 2000;

    /// <summary>One value per group; NaN for a group that no subsample holds, or where there is one group.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="labels">Their clusters, noise −1.</param>
    /// <param name="clusterer">Clusters a subsample.</param>
    /// <param name="subsampleCount">Subsamples, at least 1.</param>
    /// <param name="seed">Each subsample has a stream of its own.</param>
    public static double[] Compute(Matrix points, int[] labels, Reclusterer clusterer, int subsampleCount, SeedSequence seed)
    {
        var groupCount = Labels.ClusterCount(labels);
        var jaccards = new double[subsampleCount][];
        Workers.For(subsampleCount, sample =>
        {
            var stream = seed.Derive($"subsample/{sample}");
            var length = Math.Min(SubsampleStability.SubsampleLength(labels.Length), MostTracks);
            var rows = Reclusterer.Draw(labels.Length, length, stream);
            jaccards[sample] = groupCount < 2
                ? []
                : Best(Array.ConvertAll(rows, row => labels[row]), clusterer.Cluster(points.SelectRows(rows), stream), groupCount);
        });
        var values = new double[groupCount];
        for (var group = 0; group < groupCount; group++)
        {
            values[group] = Moments.Mean([.. jaccards.Where(sample => sample.Length > 0).Select(sample => sample[group]).Where(double.IsFinite)]);
        }

        return values;
    }

    /// <summary>Of each group the largest Jaccard index with a cluster; NaN for a group without tracks here.</summary>
    private static double[] Best(int[] groups, int[]? clusters, int groupCount)
    {
        var clusterCount = clusters is null ? 0 : Labels.ClusterCount(clusters);
        var both = new int[groupCount, clusterCount];
        var (groupSizes, clusterSizes) = (new int[groupCount], new int[clusterCount]);
        for (var i = 0; i < groups.Length; i++)
        {
            var (group, cluster) = (groups[i], clusters?[i] ?? -1);
            groupSizes[group < 0 ? 0 : group] += group < 0 ? 0 : 1;
            if (cluster >= 0)
            {
                clusterSizes[cluster]++;
                if (group >= 0)
                {
                    both[group, cluster]++;
                }
            }
        }

        var best = new double[groupCount];
        for (var group = 0; group < groupCount; group++)
        {
            best[group] = groupSizes[group] == 0 ? double.NaN : 0;
            for (var cluster = 0; cluster < clusterCount; cluster++)
            {
                var common = both[group, cluster];
                best[group] = Math.Max(best[group], (double)common / (groupSizes[group] + clusterSizes[cluster] - common));
            }
        }

        return best;
    }
}
