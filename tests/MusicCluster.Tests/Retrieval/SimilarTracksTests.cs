using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Retrieval;
using Xunit;

namespace MusicCluster.Tests.Retrieval;

public sealed class SimilarTracksTests
{
    [Fact]
    public void Find_OneTrack_IsTheOrderByDistance()
    {
        var points = Gaussian(5000, 12);
        var found = SimilarTracks.Find(points, [7], Unknown(5000), 20, 1);
        var expected = Enumerable.Range(0, 5000).Where(row => row != 7)
            .Select(row => (Row: row, Distance: Distances.Euclidean(points.Row(7), points.Row(row)))).OrderBy(item => item.Distance).Take(20).ToList();
        Assert.Equal(expected.Select(item => item.Row), found.Select(item => item.Row));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-12));
    }

    [Fact]
    public void Find_SeveralTracks_AreMetInTheirMiddle()
    {
        var points = Matrix.FromRows([[0.0], [10], [5.5], [4], [20]]);
        Assert.Equal([2, 3, 4], SimilarTracks.Find(points, [0, 1], Unknown(5), 10, 1).Select(item => item.Row));
    }

    [Fact]
    public void Find_ArtistWithManyTracks_IsHeldToTheMaximum()
    {
        var points = Matrix.FromRows([[0.0], [1], [2], [3], [4], [5]]);
        string[] artists = ["a", "a", "a", "a", "b", ""];
        Assert.Equal([1, 2, 4, 5], SimilarTracks.Find(points, [0], artists, 10, 2).Select(item => item.Row));
    }

    [Fact]
    public void Find_EqualPoints_ComeInTheOrderOfTheRows()
    {
        var points = Matrix.FromRows([[1.0], [1], [1], [1]]);
        Assert.Equal([0, 1, 3], SimilarTracks.Find(points, [2], Unknown(4), 3, 1).Select(item => item.Row));
    }

    [Fact]
    public void Find_NobodyElse_IsEmpty() => Assert.Empty(SimilarTracks.Find(Matrix.FromRows([[1.0]]), [0], Unknown(1), 5, 1));

    internal static Matrix Gaussian(int count, int dimension)
    {
        var random = new RandomSource(3);
        return Matrix.FromRows([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => random.NextGaussian()).ToArray())]);
    }

    internal static string[] Unknown(int count) => [.. Enumerable.Repeat("", count)];
}
