using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Numerics.Graphs;

public class NeighborDescentTests
{
    [Theory]
    [InlineData(2_000, 2, 0.99)]
    [InlineData(5_000, 16, 0.95)]
    public void Find_ManyPoints_FindsNearlyAllTrueNeighbors(int count, int dimension, double recall)
    {
        var points = RandomPoints.Gaussian(count, dimension, 3);
        var exact = NearestNeighbors.Find(points, 15);
        var found = NeighborDescent.Find(points, 15, new RandomSource(0));
        Assert.Equal(15, found.NeighborCount);
        var hits = Enumerable.Range(0, count).Sum(i => found.Indices[(i * 15)..((i + 1) * 15)].Intersect(exact.Indices[(i * 15)..((i + 1) * 15)]).Count());
        Assert.True(hits > recall * 15 * count, $"recall {hits / (15.0 * count)}");
        for (var i = 0; i < found.Indices.Length; i++)
        {
            Assert.Equal(Distances.Euclidean(points.Row(i / 15), points.Row(found.Indices[i])), found.Distances[i], 1e-12);
            Assert.True(i % 15 == 0 || found.Distances[i - 1] <= found.Distances[i]);
        }
    }

    [Fact]
    public void Find_Twice_GivesTheSame()
    {
        var points = RandomPoints.Gaussian(3_000, 8, 5);
        Assert.Equal(NeighborDescent.Find(points, 10, new RandomSource(0)).Indices, NeighborDescent.Find(points, 10, new RandomSource(0)).Indices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(65)]
    public void Find_FewPoints_IsExact(int count)
    {
        var points = RandomPoints.Gaussian(count, 3, 1);
        Assert.Equal(NearestNeighbors.Find(points, 7).Indices, NeighborDescent.Find(points, 7, new RandomSource(0)).Indices);
    }

    [Fact]
    public void Find_Duplicates_AreNeighbors()
    {
        var graph = NeighborDescent.Find(RandomPoints.Constant(500, 3, 2), 5, new RandomSource(0));
        Assert.All(graph.Distances, distance => Assert.Equal(0, distance));
        Assert.All(graph.Indices, index => Assert.InRange(index, 0, 499));
    }

    [Fact]
    public void Find_NotFinite_Throws() => Assert.Throws<ArgumentException>(() => NeighborDescent.Find(new Matrix(1, 1, [double.NaN]), 1, new RandomSource(0)));
}
