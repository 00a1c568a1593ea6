using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Density;

/// <summary>HDBSCAN (Campello, Moulavi and Sander 2013): the clusters that last longest while the required density rises.</summary>
/// <remarks>
/// distance to the minPoints-th neighbor -> spanning tree of mutual reachability -> tree of clusters -> excess of mass.
/// O(n²) time and O(n) memory: distances are computed as needed.
/// </remarks>
public static class Hdbscan
{
    /// <summary>Clusters rows.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="minClusterSize">The smallest group that counts as a cluster, at least 2.</param>
    /// <param name="minPoints">Neighbors (the point itself included) that measure density, at least 1.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <returns>Labels in order of first appearance, noise −1. All points together never are a cluster.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static int[] Fit(Matrix points, int minClusterSize, int minPoints, WorkWatch? watch = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minClusterSize, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minPoints);
        FiniteChecks.ThrowIfNotFinite(points);
        if (points.RowCount < minClusterSize)
        {
            return [.. Enumerable.Repeat(Labels.Noise, points.RowCount)];
        }

        var tree = new Dendrogram(points.RowCount, Tree(points, minPoints, watch ?? WorkWatch.None));
        return Labels.InOrderOfAppearance(new CondensedTree(tree, minClusterSize).Select());
    }

    private static List<(int First, int Second, double Height)> Tree(Matrix points, int minPoints, WorkWatch watch) =>
        points.RowCount >= ReachabilityForest.WorthwhilePointCount
            ? ReachabilityForest.Build(points, minPoints, watch)
            : ReachabilityTree.Build(points, minPoints);
}
