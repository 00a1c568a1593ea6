using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Hierarchical;

/// <summary>The tree of an agglomerative clustering: which clusters were joined, and how far apart they were.</summary>
public sealed class Dendrogram
{
    private readonly (int First, int Second)[] merges;

    /// <summary>Takes merges in any order; each names one point of either side.</summary>
    internal Dendrogram(int pointCount, List<(int First, int Second, double Height)> found)
    {
        PointCount = pointCount;
        // Equal heights stay in the order in which they were found.
        var order = Orders.Ascending([.. found.Select(merge => merge.Height)]);
        merges = [.. order.Select(i => (found[i].First, found[i].Second))];
        Heights = [.. order.Select(i => found[i].Height)];
    }

    public int PointCount { get; }

    /// <summary>Distance of each merge, ascending, pointCount − 1 values.</summary>
    public IReadOnlyList<double> Heights { get; }

    /// <summary>One point of either side of a merge, in the order of the heights.</summary>
    internal (int First, int Second) Merge(int index) => merges[index];

    /// <summary>The partition into a number of clusters: the last merges undone.</summary>
    /// <returns>Labels in order of first appearance.</returns>
    /// <exception cref="ArgumentException">The number is not 1 … pointCount.</exception>
    public int[] Cut(int clusterCount)
    {
        if (clusterCount < 1 || clusterCount > PointCount)
        {
            throw new ArgumentException(
                $"{PointCount} points cannot make {clusterCount} clusters; k may be 1 to the number of points.", nameof(clusterCount));
        }

        var sets = new DisjointSets(PointCount);
        for (var i = 0; i < PointCount - clusterCount; i++)
        {
            sets.Union(merges[i].First, merges[i].Second);
        }

        return Labels.InOrderOfAppearance([.. Enumerable.Range(0, PointCount).Select(sets.Find)]);
    }
}
