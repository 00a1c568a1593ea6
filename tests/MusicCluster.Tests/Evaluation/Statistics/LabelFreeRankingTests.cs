using MusicCluster.Evaluation.Statistics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class LabelFreeRankingTests
{
    [Fact]
    public void Rank_KnownArtists_AreFoundByTheirNeighbors()
    {
        // Thirty artists of three tracks; one space knows them, one knows the reference's blobs alone, one nothing.
        string[] artists = [.. Enumerable.Range(0, 90).Select(i => $"artist {i / 3}")];
        var reference = RandomPoints.Blobs(90, 6, 3, 3, 1);
        var near = new Matrix(90, 1);
        for (var i = 0; i < 90; i++)
        {
            near[i, 0] = (i / 3 * 10) + (i % 3);
        }

        var ranking = Rank(reference, artists, ("noise", RandomPoints.Gaussian(90, 4, 3)), ("blobs", reference), ("near", near));
        Assert.Equal("near", ranking[0].Representation);
        // Two of the five nearest can be by the same artist.
        Assert.Equal(0.4, ranking[0].ArtistNeighbors!.Value, 1e-9);
        Assert.InRange(ranking.Single(item => item.Representation == "noise").ArtistNeighbors!.Value, 0, 0.1);
        Assert.All(ranking, item => Assert.False(item.IsRejected));
    }

    [Fact]
    public void Rank_UnknownArtists_AreRankedByTheReferenceSpace()
    {
        var reference = RandomPoints.Blobs(90, 6, 3, 3, 1);
        var good = RandomPoints.Blobs(90, 4, 3, 15, 2);
        // Perfectly stable, about something that the reference space does not know.
        var strange = new Matrix(90, 1);
        for (var i = 0; i < 90; i++)
        {
            strange[i, 0] = (i / 30 * 100) + (i * 0.01);
        }

        string[] artists = [.. Enumerable.Range(0, 90).Select(i => i < 45 ? "" : $"artist {i}")];
        var ranking = Rank(reference, artists, ("noise", RandomPoints.Gaussian(90, 4, 3)), ("strange", strange), ("good", good));
        Assert.Equal("good", ranking[0].Representation);
        Assert.All(ranking, item => Assert.Null(item.ArtistNeighbors));
        Assert.True(ranking.Single(item => item.Representation == "strange").Stability > 0.99);
        Assert.Equal(ranking.OrderByDescending(item => item.ReferenceSilhouette), ranking);
    }

    [Fact]
    public void Rank_Unusable_IsRejectedWithAReason()
    {
        var reference = RandomPoints.Blobs(20, 2, 2, 9, 1);
        var broken = reference.Copy();
        broken[3, 1] = double.NaN;
        var ranking = LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["broken"] = broken, ["constant"] = RandomPoints.Constant(20, 2, 1), ["fine"] = reference },
            reference, Unknown(20), 2, new SeedSequence(1));
        Assert.Equal("fine", ranking[0].Representation);
        Assert.All(ranking.Skip(1), item => Assert.True(item.IsRejected && item.Status.Length > 0));
        var tooFew = LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["a"] = new Matrix(2, 1) }, new Matrix(2, 1), Unknown(2), 3, new SeedSequence(0), 2);
        Assert.Contains("too few", tooFew[0].Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Rank_DifferentRows_Throws() =>
        Assert.Throws<ArgumentException>(() => LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["a"] = new Matrix(3, 1) }, new Matrix(4, 1), Unknown(4), 2, new SeedSequence(0)));

    private static IReadOnlyList<RankedRepresentation> Rank(Matrix reference, string[] artists, params (string Name, Matrix Points)[] representations) =>
        LabelFreeRanking.Rank(representations.ToDictionary(item => item.Name, item => item.Points), reference, artists, 3, new SeedSequence(1));

    private static string[] Unknown(int count) => [.. Enumerable.Repeat("", count)];
}
