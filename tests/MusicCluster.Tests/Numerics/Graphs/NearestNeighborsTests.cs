using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using Xunit;

namespace MusicCluster.Tests.Numerics.Graphs;

public class NearestNeighborsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(64, 2)]
    [InlineData(65, 5)]
    [InlineData(600, 16)]
    public void Find_AnyCount_IsTheSortedDefinition(int count, int dimension)
    {
        var points = RandomPoints.Gaussian(count, dimension, 11);
        var graph = NearestNeighbors.Find(points, 7);
        Assert.Equal(Math.Min(7, count), graph.NeighborCount);
        for (var i = 0; i < count; i++)
        {
            var expected = Enumerable.Range(0, count).OrderBy(j => Distances.Squared(points.Row(i), points.Row(j))).Take(7);
            Assert.Equal(expected, graph.Indices[(i * graph.NeighborCount)..((i + 1) * graph.NeighborCount)]);
        }
    }

    [Fact]
    public void Find_Iris_HasUmapLearnsDistances()
    {
        var graph = NearestNeighbors.Find(GoldenMl.Iris, 15);
        var golden = Golden.ReadCsv("umap_iris_knn15_idx.csv");
        for (var i = 0; i < golden.Length * 15; i++)
        {
            var other = (int)golden[i / 15][i % 15];
            Assert.Equal(Distances.Euclidean(GoldenMl.Iris.Row(i / 15), GoldenMl.Iris.Row(other)), graph.Distances[i], 1e-9);
        }
    }

    [Fact]
    public void Find_Duplicates_ComeInTheOrderOfRows() =>
        Assert.Equal([0, 1, 0, 1, 0, 1], NearestNeighbors.Find(RandomPoints.Constant(3, 2, 5), 2).Indices);
}
