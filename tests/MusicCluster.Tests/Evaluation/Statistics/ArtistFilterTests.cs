using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class ArtistFilterTests
{
    // 20 artists with 5 tracks each; artists 0 to 9 play a, the others b.
    private static readonly string[] Artists = [.. Enumerable.Range(0, 100).Select(i => $"artist {i / 5}")];
    private static readonly string[] Genres = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? "a" : "b")];

    [Fact]
    public void Compute_ClustersOfGenres_KeepTheScore()
    {
        var view = Compute([.. Enumerable.Range(0, 100).Select(i => i / 50)]);
        Assert.Equal((1.0, 1.0, 0.0), (view.Score, view.OnePerArtist, view.ArtistEffect));
        Assert.Equal((20, 100), (view.ArtistCount, view.TrackCount));
    }

    [Fact]
    public void Compute_ClustersOfArtists_LoseTheScore()
    {
        var view = Compute([.. Enumerable.Range(0, 100).Select(i => i / 5)]);
        Assert.True(view.Score > 0.05);
        Assert.Equal(0, view.OnePerArtist!.Value, 1e-12);
        Assert.Equal(1, view.ArtistScore);
    }

    [Fact]
    public void Compute_NothingToCompare_HasAReason()
    {
        int[] labels = [0, 1, 0];
        Assert.Equal("every artist has 1 track", View(["a", "b", "b"], ["x", "y", "z"], labels));
        Assert.Equal("no track has both genre and artist", View(["a", "b", ""], ["", "", "z"], labels));
        Assert.Equal("all tracks have the same artist", View(["a", "b", "b"], ["x", "x", "x"], labels));
        Assert.Equal("all tracks with a genre have the same one: 'a'", View(["a", "a", "a"], ["x", "x", "y"], labels));
    }

    private static string View(string[] genres, string[] artists, int[] labels) =>
        ArtistFilter.Compute(genres, artists, [labels], Metric.AdjustedRandIndex, 3, new SeedSequence(0)).Status;

    private static ArtistFilter Compute(int[] labels) => ArtistFilter.Compute(Genres, Artists, [labels], Metric.AdjustedRandIndex, 50, new SeedSequence(0));
}
