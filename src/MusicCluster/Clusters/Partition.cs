using MusicCluster.Metrics;

namespace MusicCluster.Clusters;

/// <summary>One answer of a clusterer.</summary>
/// <param name="Method">The clusterer and its parameters; the same for every seed.</param>
/// <param name="Labels">Cluster of each row in order of first appearance, noise −1; empty when <paramref name="Status"/> is not.</param>
/// <param name="Note">What the data decided, e.g. <c>epsilon 0.83 by k-distance</c>, or empty.</param>
/// <param name="Status">Empty, or why there is no partition.</param>
public sealed record Partition(ClusteringMethod Method, int[] Labels, string Note = "", string Status = "")
{
    /// <summary>
    /// Agreement with the tightest other partition where that is within 0.1 % as tight, or why there is no such number; null for methods
    /// other than k-means.
    /// </summary>
    public MetricValue? BetweenOptima { get; init; }

    /// <summary>Whether there are labels.</summary>
    public bool IsMade => Status.Length == 0;
}
