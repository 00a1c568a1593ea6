
namespace MusicCluster.Clusters;

/// <summary>One answer of a clusterer.</summary>
/// <param name="Clusterer">Name in the tables, e.g. <c>k-means</c>.</param>
/// <param name="Parameters">Canonical text without commas, e.g. <c>k=3</c>; the same for every seed.</param>
/// <param name="Labels">Cluster of each row in order of first appearance, noise −1; empty when <paramref name="Status"/> is not.</param>
/// <param name="Note">What the data decided, e.g. <c>epsilon 0.83 by k-distance</c>, or empty.</param>
/// <param name="Status">Empty, or why there is no partition.</param>
public sealed record Partition(string Clusterer, string Parameters, int[] Labels, string Note = "", string Status = "");
