using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters;

/// <summary>Runs a clusterer of the profile over a representation.</summary>
public static class Clusterer
{
    /// <summary>One partition per number of clusters (or one, for methods that find their own number).</summary>
    /// <param name="options">The profile's entry, without errors.</param>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="genreCount">Number of distinct genres, for <c>"genres"</c>; 0 when none is known.</param>
    /// <param name="seed">Root of all randomness; each number of clusters has a stream of its own.</param>
    /// <param name="reference">The fixed space in which <c>"auto"</c> checks silhouettes, same rows; without it the points themselves.</param>
    /// <param name="onPartition">Called after each partition.</param>
    /// <param name="watch">Hears how far each partition is, and can end the work.</param>
    /// <returns>Never throws for what the data are: a partition that cannot be made has the reason as its status.</returns>
    public static IReadOnlyList<Partition> Run(
        ClustererOptions options, Matrix points, int genreCount, SeedSequence seed, Matrix? reference = null,
        Action<Partition>? onPartition = null, WorkWatch? watch = null)
    {
        var runner = new ClustererRun(options, points, genreCount, seed, reference ?? points, watch ?? WorkWatch.None);
        var partitions = options.NeedsClusterCount ? runner.PerClusterCount(onPartition) : [runner.ByDensity()];
        if (!options.NeedsClusterCount)
        {
            watch?.Report(1);
            onPartition?.Invoke(partitions[0]);
        }

        return partitions;
    }

    /// <summary>Calls of <c>onPartition</c> that a clusterer makes.</summary>
    public static int PartitionCount(ClustererOptions options) => options.NeedsClusterCount ? options.K.Count : 1;
}
