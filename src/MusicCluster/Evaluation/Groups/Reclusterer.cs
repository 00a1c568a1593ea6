using MusicCluster.Clusters;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Clusters other points as a partition was made: subsamples and surrogates.</summary>
internal sealed class Reclusterer
{
    /// <summary>Restarts at most: hundreds of clusterings are made, all of them alike.</summary>
    public const int MostStarts = 3;

    private readonly ClustererOptions options;

    /// <param name="clusterers">The profile's.</param>
    /// <param name="partition">What was made; its number of clusters is given to methods that need one.</param>
    public Reclusterer(IReadOnlyList<ClustererOptions> clusterers, Partition partition)
    {
        var own = clusterers.FirstOrDefault(entry => entry.Name == partition.Method.Clusterer) ?? new ClustererOptions(partition.Method.Clusterer);
        own = own with { InitCount = Math.Min(own.InitCount, MostStarts) };
        options = own.NeedsClusterCount ? own with { K = [Labels.ClusterCount(partition.Labels)] } : own;
    }

    /// <summary>Labels of the points; null where they make no clusters.</summary>
    public int[]? Cluster(Matrix points, SeedSequence seed) => Clusterer.Run(options, points, 0, seed)[0] is { IsMade: true } made ? made.Labels : null;

    /// <summary>Rows in ascending order, drawn without replacement.</summary>
    public static int[] Draw(int count, int length, SeedSequence seed)
    {
        var rows = seed.CreateSource().Permutation(count)[..length];
        Array.Sort(rows);
        return rows;
    }
}
