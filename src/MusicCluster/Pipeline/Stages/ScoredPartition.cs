using MusicCluster.Clusters;
using MusicCluster.Metrics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>A partition with all its metrics.</summary>
internal sealed record ScoredPartition(string Representation, int Seed, Partition Partition, IReadOnlyList<MetricValue> Values)
{
    /// <summary>The column's name in <c>assignments.csv</c>: the same for all seeds.</summary>
    public string Name => $"{Representation}/{Partition.Clusterer}/{Partition.Parameters}";
}
