using MusicCluster.Foundation;
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

    [Theory]
    [InlineData(5000, 16, 1.0)]
    [InlineData(1000, 2, 0.0)]
    [InlineData(130, 33, 1e-150)]
    [InlineData(3, 3, 1.0)]
    public void Find_Screened_IsBitForBitThePlainSearch(int count, int dimension, double scale)
    {
        var points = RandomPoints.Blobs(count, dimension, 5, 2, 12);
        foreach (ref var value in points.Values.AsSpan())
        {
            // Scale 0 is a grid, full of ties.
            value = scale == 0 ? Math.Round(4 * value) : value * scale;
        }

        var length = Math.Min(10, count);
        var (indices, squared) = NearestNeighbors.FindPlain(points, length);
        var screened = ScreenedNeighbors.Find(points, length, WorkWatch.None);
        Assert.Equal(squared, screened.Squared);
        Assert.Equal(indices, screened.Indices);
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
