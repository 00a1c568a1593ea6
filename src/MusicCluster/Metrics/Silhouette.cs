using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Silhouette (Rousseeuw 1987): how much nearer a point is to its own cluster than to the next one; −1 … 1, higher is better.</summary>
/// <remarks>Distances are summed as they are computed: O(n + k) memory. Values do not depend on the number of threads.</remarks>
public static class Silhouette
{
    /// <summary>Mean over the points.</summary>
    /// <exception cref="ArgumentException">Not 2 … n − 1 clusters, or a value is NaN or infinite.</exception>
    public static double Mean(Matrix points, ReadOnlySpan<int> labels) => Moments.Mean(Samples(points, labels));

    /// <summary>Silhouette of each point; 0 for a point that is alone in its cluster.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="labels">Cluster of each row; every number is a cluster, so drop noise first.</param>
    /// <exception cref="ArgumentException">Not 2 … n − 1 clusters, or a value is NaN or infinite.</exception>
    public static double[] Samples(Matrix points, ReadOnlySpan<int> labels)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, points.RowCount);
        var clusterOf = Orders.Dense(labels, out var clusterCount);
        if (clusterCount < 2 || clusterCount >= points.RowCount)
        {
            throw new ArgumentException(
                $"Labels hold {clusterCount} clusters of {points.RowCount} points; valid are 2 to n - 1.", nameof(labels));
        }

        return JointSilhouettes.Of(points, [clusterOf])[0];
    }
}
