using MusicCluster.Clusters;
using MusicCluster.Evaluation;
using MusicCluster.Metrics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The partitions that one clusterer with one setting makes of a representation, one per seed, with all numbers.</summary>
/// <param name="Representation">Which representation.</param>
/// <param name="Clusterer">Which clusterer.</param>
/// <param name="Parameters">With which settings.</param>
/// <param name="Seeds">Each seed's partition and metrics.</param>
/// <param name="Summary">Each metric over the seeds.</param>
/// <param name="OwnSilhouettes">Each track's silhouette in the representation's own space, first seed; NaN where undefined; empty without a partition.</param>
/// <param name="ReferenceSilhouettes">The same in the reference space.</param>
internal sealed record ScoredPartition(
    string Representation, string Clusterer, string Parameters, IReadOnlyList<SeedScores> Seeds, IReadOnlyList<Interval> Summary,
    double[] OwnSilhouettes, double[] ReferenceSilhouettes)
{
    /// <summary>The column's name in <c>assignments.csv</c>.</summary>
    public string Name => $"{Representation}/{Method}";

    /// <summary>Clusterer and settings: what must be equal for two representations to be compared.</summary>
    public string Method => $"{Clusterer}/{Parameters}";

    /// <summary>The labels of every seed that has them.</summary>
    public IReadOnlyList<int[]> Labels => [.. Seeds.Where(seed => seed.Partition.Status.Length == 0).Select(seed => seed.Partition.Labels)];
}

/// <summary>One seed's partition with its metrics.</summary>
internal sealed record SeedScores(int Seed, Partition Partition, IReadOnlyList<MetricValue> Values);
