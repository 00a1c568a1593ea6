using MusicCluster.Clusters;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Partitions;

/// <summary>The partitions that one clusterer with one setting makes of a representation, one per seed, with all numbers.</summary>
/// <param name="Key">Which representation, clusterer and parameters.</param>
/// <param name="Seeds">Each seed's partition and metrics.</param>
/// <param name="Summary">Each metric over the seeds.</param>
/// <param name="OwnSilhouettes">
/// Each track's silhouette in the representation's own space, first seed; NaN where undefined; empty without a partition.
/// </param>
/// <param name="ReferenceSilhouettes">The same in the reference space.</param>
public sealed record ScoredPartition(
    PartitionKey Key, IReadOnlyList<SeedScores> Seeds, IReadOnlyList<Interval> Summary, double[] OwnSilhouettes, double[] ReferenceSilhouettes)
{
    /// <summary>The labels of every seed that has them.</summary>
    public IReadOnlyList<int[]> Labels => [.. Seeds.Where(seed => seed.Partition.IsMade).Select(seed => seed.Partition.Labels)];

    /// <summary>Whether the first seed has a partition.</summary>
    public bool IsMade => Seeds[0].Partition.IsMade;

    /// <summary>Mean of a metric over the seeds; null where it is undefined.</summary>
    public double? Mean(Metric metric) => Summary.First(interval => interval.Metric == metric).Mean;
}

/// <summary>One seed's partition with its metrics.</summary>
public sealed record SeedScores(int Seed, Partition Partition, IReadOnlyList<MetricValue> Values);
