using MusicCluster.Clusters.Density;
using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using Xunit;

namespace MusicCluster.Tests.Clusters.Density;

public class HdbscanTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(65)]
    public void Build_AnyCount_IsAMinimumSpanningTree(int count)
    {
        var points = RandomPoints.Gaussian(count, 3, (ulong)count);
        // Kruskal over all pairs is the definition.
        var core = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count)
            .Select(j => Distances.Euclidean(points.Row(i), points.Row(j))).Order().ElementAt(Math.Min(3, count - 1))).ToArray();
        var sets = new DisjointSets(count);
        var expected = (from i in Enumerable.Range(0, count)
                        from j in Enumerable.Range(i + 1, count - i - 1)
                        let reach = Math.Max(Math.Max(core[i], core[j]), Distances.Euclidean(points.Row(i), points.Row(j)))
                        orderby reach
                        where sets.Union(i, j)
                        select reach).ToArray();
        var tree = new Dendrogram(count, ReachabilityTree.Build(points, 4));
        Assert.Equal(count - 1, expected.Length);
        Assert.All(expected.Zip(tree.Heights), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(5000, 16, 0.7, 10)]
    [InlineData(5000, 16, 5.0, 10)]
    [InlineData(5000, 2, 3.0, 5)]
    [InlineData(65, 3, 1.0, 4)]
    [InlineData(3, 3, 1.0, 4)]
    public void Build_Forest_IsTheTreeOfPrimOnAllPairs(int count, int dimension, double spread, int minPoints)
    {
        var points = RandomPoints.Blobs(count, dimension, 16, spread, 4);
        var expected = ReachabilityTree.Build(points, minPoints);
        Assert.Equal(expected, ReachabilityForest.Build(points, minPoints, WorkWatch.None));
    }

    [Fact]
    public void Build_ForestOfDuplicates_IsAMinimumSpanningTree()
    {
        var points = new Matrix(600, 1, [.. Enumerable.Range(0, 600).Select(i => (double)(i % 7))]);
        var heights = new Dendrogram(600, ReachabilityForest.Build(points, 5, WorkWatch.None)).Heights;
        Assert.Equal(new Dendrogram(600, ReachabilityTree.Build(points, 5)).Heights, heights);
    }

    [Fact]
    public void Fit_GroupsOfDifferentDensity_AreFoundWithStraysAsNoise()
    {
        var points = RandomPoints.Gaussian(203, 2, 5);
        for (var i = 0; i < 200; i++)
        {
            // One tight group, one ten times as wide: no single radius fits both.
            var scale = i % 2 == 0 ? 0.1 : 1;
            points[i, 0] = (points[i, 0] * scale) + (i % 2 * 20);
            points[i, 1] *= scale;
        }

        for (var i = 200; i < 203; i++)
        {
            points[i, 0] = 100 + (i * i);
        }

        var labels = Hdbscan.Fit(points, 20, 5);
        Assert.Equal(2, Labels.ClusterCount(labels));
        Assert.All(labels[200..], label => Assert.Equal(Labels.Noise, label));
        var inside = Enumerable.Range(0, 200).Where(i => labels[i] >= 0).ToArray();
        Assert.True(inside.Length > 150);
        Assert.All(inside, i => Assert.Equal(labels[inside.First(j => j % 2 == i % 2)], labels[i]));
    }

    [Fact]
    public void Fit_Moons_FindsBoth()
    {
        var truth = Golden.ReadCsv("moons200_round2.csv").Select(row => (int)row[2]).ToArray();
        Assert.True(RandIndex.Adjusted(truth, Hdbscan.Fit(GoldenMl.Moons, 15, 5)) > 0.9);
    }

    [Fact]
    public void Fit_OneGroup_HasNoCluster() =>
        Assert.All(Hdbscan.Fit(RandomPoints.Gaussian(60, 2, 3), 25, 5), label => Assert.Equal(Labels.Noise, label));

    [Fact]
    public void Fit_TwoPlacesOfDuplicates_AreTwoClusters() =>
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => i % 2),
            Hdbscan.Fit(new Matrix(20, 1, [.. Enumerable.Range(0, 20).Select(i => (double)(i % 2))]), 3, 3));

    [Fact]
    public void Fit_FewerPointsThanACluster_IsNoise()
    {
        Assert.Equal([-1], Hdbscan.Fit(new Matrix(1, 1), 2, 1));
        Assert.Empty(Hdbscan.Fit(new Matrix(0, 1), 2, 1));
        Assert.All(Hdbscan.Fit(RandomPoints.Constant(6, 2, 1), 7, 3), label => Assert.Equal(-1, label));
    }

    [Fact]
    public void Fit_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => Hdbscan.Fit(new Matrix(1, 1, [double.NaN]), 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Hdbscan.Fit(new Matrix(1, 1), 1, 1));
    }
}
