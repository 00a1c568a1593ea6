using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>What k-means found.</summary>
/// <param name="Labels">Cluster of each row, numbered in order of first appearance.</param>
/// <param name="Centers">One row per cluster, in the order of the numbers.</param>
/// <param name="Inertia">Sum of squared distances to the own center; lower is tighter.</param>
/// <param name="IterationCount">Lloyd iterations of the best start.</param>
public sealed record KMeansResult(int[] Labels, Matrix Centers, double Inertia, int IterationCount);
