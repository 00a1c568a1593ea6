using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Pipeline.Profiles;
using Xunit;

// Called as people call it: without a token.
#pragma warning disable xUnit1051

namespace MusicCluster.Tests;

/// <summary>The library's front door: opening, failures, options, and what is undefined.</summary>
public sealed class MusicCollectionTests : IDisposable
{
    private readonly SampleFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_FolderOfMusic_HasItsTagsAndFolders()
    {
        using var music = MusicCollection.Open(folder.Path);
        Assert.Equal(9, music.Count);
        Assert.Equal(folder.Path, music.Folder);
        Assert.Equal(("Ambient/1.mp3", "Title 1", "Ambient"), (music.First().Id, music.First().Title, music.First().Genre));
        using var tagged = MusicCollection.Open(new CorpusOptions { Path = folder.Path, Genre = GenreSource.Tag });
        Assert.Equal("Tagged", tagged.Tracks[0].Genre);
    }

    [Fact]
    public void Open_WithoutMusicOrWithBrokenOptions_SaysSo()
    {
        Assert.Contains("does not exist", Throws(() => MusicCollection.Open(folder.Music("none"))), StringComparison.Ordinal);
        Assert.Contains("corpus.path is empty", Throws(() => MusicCollection.Open("")), StringComparison.Ordinal);
        var compute = new ComputeOptions { Threads = -1 };
        Assert.Contains("compute.threads is -1", Throws(() => MusicCollection.Open(folder.Path, compute: compute)), StringComparison.Ordinal);
        var table = new CorpusOptions { Kind = CorpusKind.Table, Path = "x.csv", Representations = new Dictionary<string, string> { ["theirs"] = "x.npy" } };
        Assert.Contains("has no audio", Throws(() => MusicCollection.Open(table)), StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_FileThatIsNoAudio_IsAFailure()
    {
        File.CreateSymbolicLink(folder.Music("gone.mp3"), "nowhere.mp3");
        using var music = MusicCollection.Open(folder.Path);
        Assert.Equal(["gone.mp3"], music.Failures.Select(failure => failure.TrackId));
        var features = music.Extract();
        Assert.Equal(["gone.mp3", SampleFolder.BrokenId], features.Failures.Select(failure => failure.TrackId));
        Assert.Equal((8, 40), (features.Mfcc.RowCount, features.Mfcc.ColumnCount));
        Assert.Equal((8, 8), (features.Tracks.Count, features.Durations.Count));
        Assert.All(features.Durations, seconds => Assert.InRange(seconds, 1, 60));
    }

    [Fact]
    public void Extract_ReportsEveryTrack_AndStopsWhenAsked()
    {
        var steps = new List<StageProgress>();
        using var music = MusicCollection.Open(folder.Path, compute: new ComputeOptions { Threads = 1 });
        using var stop = new CancellationTokenSource();
        var stopping = new Listener(step =>
        {
            steps.Add(step);
            stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => music.Extract(null, stopping, stop.Token));
        Assert.NotEmpty(steps);
        steps.Clear();
        music.Extract(null, new Listener(steps.Add), TestContext.Current.CancellationToken);
        Assert.Equal(9, steps.Count(step => step is { Activity: "features", TotalCount: 9 }));
    }

    [Fact]
    public void Dispose_WithoutCacheFolder_LeavesNothing()
    {
        var music = MusicCollection.Open(folder.Path);
        var features = music.Extract();
        var space = features.Embed("mfcc-pca");
        music.Dispose();
        Assert.False(Directory.Exists(features.Folder));
        Assert.Equal(8, space.Cluster(new KMeansOptions { K = 2 }).Count);
    }

    [Fact]
    public void Embed_UnknownModelOrMissingFeatures_SaysSo()
    {
        using var music = MusicCollection.Open(folder.Path);
        var features = music.Extract();
        Assert.Contains("the nearest known name is 'mfcc-pca'", Throws(() => features.Embed("mfcc-pac")), StringComparison.Ordinal);
        Assert.Contains("features.crops", Throws(() => features.Embed("vicreg-statistics")), StringComparison.Ordinal);
        Assert.Contains("models[0].latent is 0", Throws(() => features.Embed(new ModelOptions { Latent = 0 })), StringComparison.Ordinal);
        Assert.Contains("seeds", Throws(() => features.Embed("mfcc-pca", seed: -1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_MoreThanOneNumberOrTooMany_SaysSo()
    {
        using var music = MusicCollection.Open(folder.Path);
        var space = music.Extract().Embed("mfcc-pca");
        Assert.Contains("2, 3, 4, 5, genres", Throws(() => space.Cluster(new ClustererOptions("ward"))), StringComparison.Ordinal);
        Assert.Contains("8 tracks cannot make 9 clusters", Throws(() => space.Cluster(new KMeansOptions { K = 9 })), StringComparison.Ordinal);
        Assert.Contains("initCount is 0", Throws(() => space.Cluster(new KMeansOptions { K = 2, InitCount = 0 })), StringComparison.Ordinal);
        Assert.Equal(3, space.Cluster(new KMeansOptions { K = ClusterCount.Genres }).ClusterCount);
    }

    [Fact]
    public void Score_WithoutGenres_SaysWhy()
    {
        using var music = MusicCollection.Open(new CorpusOptions { Path = folder.Path, Genre = GenreSource.None });
        var score = music.Extract().Embed("mfcc-pca").Cluster(new KMeansOptions { K = 2 }).Score();
        Assert.Equal((null, "no track has a genre"), (score.AdjustedRandIndex.Value, score.AdjustedRandIndex.Status));
        Assert.InRange(score.Silhouette.Value!.Value, -1, 1);
        Assert.InRange(score.ReferenceSilhouette.Value!.Value, -1, 1);
        Assert.True(score.DaviesBouldin.Value > 0 && score.CalinskiHarabasz.Value > 0);
        Assert.Equal(14, score.All.Count);
    }

    [Fact]
    public void Nearest_IsSortedAndLeavesOutTheTrackItself()
    {
        using var music = MusicCollection.Open(folder.Path);
        var space = music.Extract().Embed("mfcc-pca");
        var near = space.Nearest(space.Tracks[2], count: 100);
        Assert.Equal(7, near.Count);
        Assert.DoesNotContain(space.Tracks[2], near.Select(neighbor => neighbor.Track));
        Assert.Equal(near.Select(neighbor => neighbor.Distance).Order(), near.Select(neighbor => neighbor.Distance));
        var (own, first) = (space.Points.Row(2).ToArray(), space.Points.Row(space.Tracks.ToList().IndexOf(near[0].Track)).ToArray());
        Assert.Equal(Math.Sqrt(own.Zip(first, (a, b) => (a - b) * (a - b)).Sum()), near[0].Distance, 12);
        Assert.Throws<ArgumentException>(() => space.Nearest(new Track("other", ""), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.Nearest(space.Tracks[0], 0));
    }

    private static string Throws(Func<object> act) => Assert.Throws<UserException>(() => { act(); }).Message;
}
