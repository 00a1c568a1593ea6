using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Retrieval;
using Xunit;

namespace MusicCluster.Tests.Retrieval;

public sealed class TrackPathTests
{
    private static readonly SeedSequence Seed = new(0);

    [Fact]
    public void Find_TracksInALine_WalksAlongIt()
    {
        var points = Matrix.FromRows([.. Enumerable.Range(0, 9).Select(i => new[] { (double)i })]);
        var way = TrackPath.Find(points, 0, 8, 4, SimilarTracksTests.Unknown(9), Seed);
        Assert.Equal([0, 2, 4, 6, 8], way.Rows);
        Assert.Equal(2, way.Largest);
        Assert.True(way.RandomLargest > way.Largest);
    }

    [Theory]
    [InlineData(60, 3)]
    [InlineData(60, 8)]
    [InlineData(7, 6)]
    public void Find_FewTracks_HasTheSmallestLargestStepOfAll(int count, int maximumSteps)
    {
        var points = SimilarTracksTests.Gaussian(count, 3);
        var way = TrackPath.Find(points, 0, 1, maximumSteps, SimilarTracksTests.Unknown(count), Seed);
        Assert.InRange(way.Steps.Count, 1, maximumSteps);
        Assert.Equal(way.Rows.Count, way.Rows.Distinct().Count());
        // Of the smallest radius at which the end is within reach, by breadth-first search over the mutual neighbors of the first graph.
        if (count <= 16)
        {
            Assert.Equal(SmallestRadius(points, 0, 1, maximumSteps), way.Largest, 1e-12);
        }
    }

    [Fact]
    public void Find_OneArtistBetween_IsNotTwiceInARow()
    {
        var points = Matrix.FromRows([.. Enumerable.Range(0, 7).Select(i => new[] { (double)i })]);
        string[] artists = ["a", "b", "b", "b", "c", "b", "d"];
        var way = TrackPath.Find(points, 0, 6, 6, artists, Seed);
        Assert.False(way.RepeatsArtist);
        Assert.All(way.Rows.Zip(way.Rows.Skip(1)), pair => Assert.NotEqual(artists[pair.First], artists[pair.Second]));
    }

    [Fact]
    public void Find_TwoTracksOfOneArtistAlone_SaysSo()
    {
        var way = TrackPath.Find(Matrix.FromRows([[0.0], [1]]), 0, 1, 8, ["a", "a"], Seed);
        Assert.Equal([0, 1], way.Rows);
        Assert.True(way.RepeatsArtist);
    }

    [Fact]
    public void Find_TrackAndItself_IsNoStep() => Assert.Equal(0, TrackPath.Find(Matrix.FromRows([[0.0], [1]]), 1, 1, 8, ["", ""], Seed).Largest);

    [Fact]
    public void Find_TwoHeapsFarApart_IsCrossedAllTheSame()
    {
        var random = new RandomSource(5);
        var points = Matrix.FromRows([.. Enumerable.Range(0, 1200).Select(i => new[] { (i % 2 * 1000) + random.NextGaussian(), random.NextGaussian() })]);
        var way = TrackPath.Find(points, 0, 1, 5, SimilarTracksTests.Unknown(1200), Seed);
        Assert.Equal(1, way.Steps.Count(step => step > 500));
        Assert.Equal((0, 1), (way.Rows[0], way.Rows[^1]));
    }

    [Fact]
    public void Find_EqualPoints_HasStepsOfNothing()
    {
        var points = new Matrix(300, 2);
        Assert.Equal(0, TrackPath.Find(points, 0, 299, 3, SimilarTracksTests.Unknown(300), Seed).Largest);
    }

    private static double SmallestRadius(Matrix points, int from, int to, int maximumSteps)
    {
        var radii = from a in Enumerable.Range(0, points.RowCount)
            from b in Enumerable.Range(0, points.RowCount)
            let distance = Distances.Euclidean(points.Row(a), points.Row(b))
            orderby distance
            select distance;
        return radii.First(radius =>
        {
            HashSet<int> reached = [from];
            for (var step = 0; step < maximumSteps; step++)
            {
                reached = [.. reached.SelectMany(a => Enumerable.Range(0, points.RowCount)
                    .Where(b => Distances.Euclidean(points.Row(a), points.Row(b)) <= radius))];
            }

            return reached.Contains(to);
        });
    }
}
