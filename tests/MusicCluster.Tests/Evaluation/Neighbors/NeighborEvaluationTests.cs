using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Neighbors;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Neighbors;

/// <summary>Precision at 10 with the artist left out.</summary>
public sealed class NeighborEvaluationTests
{
    private static readonly EvaluationOptions Options = new() { BootstrapCount = 200, PermutationCount = 200, Baseline = "noise" };

    [Fact]
    public void Neighbors_AreThoseOfASortedScan()
    {
        var random = new RandomSource(5);
        var (count, points) = (157, new Matrix(157, 5));
        for (var i = 0; i < points.Values.Length; i++)
        {
            // Whole numbers: equal distances are common.
            points.Values[i] = random.NextInt(4);
        }

        string[] artists = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(6) is > 0 and var artist ? $"a{artist}" : "")];
        string[] genres = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(4) is > 0 and var genre ? $"g{genre}" : "")];
        int[] queries = [.. Enumerable.Range(0, count).Where(row => genres[row].Length > 0)];
        var found = NeighborPrecision.Neighbors(points, genres, artists, queries);
        foreach (var (query, own) in queries.Zip(found))
        {
            var expected = Enumerable.Range(0, count)
                .Where(row => row != query && genres[row].Length > 0 && (artists[row].Length == 0 || artists[row] != artists[query]))
                .OrderBy(row => Distances.Squared(points.Row(row), points.Row(query))).ThenBy(row => row).Take(NeighborPrecision.Count);
            Assert.Equal(expected, own);
        }
    }

    [Fact]
    public void Shares_CountTheGenre_AndAreUndefinedWithFewerThanTen()
    {
        int[] genres = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        var shares = NeighborPrecision.Shares([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [0, 2]], [0, 1], genres);
        Assert.Equal([0.2, double.NaN], shares);
    }

    [Fact]
    public void Genres_ThatAreApart_AreFoundAndBetterThanNoise()
    {
        var (tracks, apart, noise) = (Tracks(120, row => $"g{row % 3}", row => $"a{row % 40}"), new Matrix(120, 2), Noise(120));
        for (var row = 0; row < 120; row++)
        {
            (apart.Row(row)[0], apart.Row(row)[1]) = (10 * (row % 3), noise.Row(row)[0]);
        }

        var made = Evaluate(tracks, ("apart", apart), ("noise", noise));
        Assert.Equal(1, made.Mean("apart"));
        Assert.InRange(made.Mean("noise")!.Value, 0.2, 0.5);
        Assert.All(made.Metrics, row => Assert.Equal(("", ""), (row.Key.Method.Clusterer, row.Key.Method.Parameters)));
        var test = Assert.Single(made.Comparisons);
        Assert.Equal(Verdict.Better, test.Verdict);
        Assert.InRange(made.Summary[1].Low!.Value, 0, made.Summary[1].Mean!.Value);
        var chance = made.Chance.ToList();
        Assert.InRange(chance[0].NullMean!.Value, 0.25, 0.4);
        Assert.InRange(chance[0].PValue!.Value, 0, 0.01);
        Assert.InRange(chance[1].PValue!.Value, 0.02, 1);
    }

    [Fact]
    public void Genre_OfOneArtist_IsNotFound()
    {
        // Whoever recognizes the artist has the genre: with the artist left out nothing is left.
        var tracks = Tracks(60, row => $"g{row % 3}", row => $"a{row % 3}");
        var apart = new Matrix(60, 1);
        for (var row = 0; row < 60; row++)
        {
            apart.Row(row)[0] = (10 * (row % 3)) + (0.01 * row);
        }

        Assert.Equal(0, Evaluate(tracks, ("apart", apart), ("noise", Noise(60))).Mean("apart"));
    }

    [Theory]
    [InlineData(30, "", "a", "no track has a genre")]
    [InlineData(30, "Jazz", "a", "all tracks with a genre have the same one: 'Jazz'")]
    [InlineData(8, "g", "a", "no track has 10 tracks of other artists with a genre")]
    public void Undefined_HasItsReason(int count, string genre, string artist, string reason)
    {
        var tracks = Tracks(count, row => genre is "g" ? $"g{row % 2}" : genre, row => $"{artist}{row}");
        var made = Evaluate(tracks, ("noise", Noise(count)), ("other", Noise(count)));
        Assert.All(made.Metrics, row => Assert.Equal((null, reason), (row.Value, row.Status)));
        Assert.All(made.Summary, row => Assert.Null(row.Mean));
        Assert.All(made.Chance, row => Assert.Equal(reason, row.Status));
        Assert.All(made.Comparisons, row => Assert.Equal(Verdict.NotTested, row.Verdict));
    }

    [Fact]
    public void ManyTracks_AreDrawnAndThatIsSaid()
    {
        var count = NeighborEvaluation.MostQueries + 500;
        var made = Evaluate(Tracks(count, row => $"g{row % 2}", row => $"a{row}"), ("noise", Noise(count)));
        Assert.Equal($"{NeighborEvaluation.MostQueries} tracks drawn", Assert.Single(made.Metrics).Status);
        Assert.InRange(made.Mean("noise")!.Value, 0.45, 0.55);
        Assert.Empty(made.Comparisons);
    }

    [Fact]
    public void Rows_NameTheNearestTracks_FewerWhereThereAreFew()
    {
        var points = new Matrix(4, 1);
        new double[] { 0, 1, 1, 5 }.CopyTo(points.Values, 0);
        var rows = NeighborRow.Of(RepresentationName.Parse("noise"), points, Tracks(4, _ => "", _ => "")).ToList();
        Assert.Equal(["1", "2", "3"], rows[0].Neighbors.Items);
        Assert.Equal(["1", "1", "5"], rows[0].Distances.Items);
        Assert.Equal(["2", "0", "3"], rows[1].Neighbors.Items);
        Assert.Equal(["0", "1", "4"], rows[1].Distances.Items);
    }

    private static NeighborEvaluation Evaluate(EvaluatedTracks tracks, params (string Name, Matrix Points)[] spaces) => new(
        Options, tracks, [.. spaces.Select(space => new EvaluatedRepresentation(RepresentationName.Parse(space.Name), [], _ => space.Points))], [0],
        new TrackResamples(tracks.Tracks.Count, Options.BootstrapCount, new SeedSequence(1)), new SeedSequence(2));

    private static EvaluatedTracks Tracks(int count, Func<int, string> genre, Func<int, string> artist) => new(
        [.. Enumerable.Range(0, count).Select(row => new Track($"{row}", "") { Genre = genre(row), Artist = artist(row) })],
        [.. Enumerable.Repeat(30.0, count)]);

    private static Matrix Noise(int count)
    {
        var random = new RandomSource((ulong)count);
        var points = new Matrix(count, 3);
        for (var i = 0; i < points.Values.Length; i++)
        {
            points.Values[i] = random.NextGaussian();
        }

        return points;
    }
}
