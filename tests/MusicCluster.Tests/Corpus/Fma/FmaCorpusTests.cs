using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using Xunit;

namespace MusicCluster.Tests.Corpus.Fma;

public sealed class FmaCorpusTests : IDisposable
{
    private static readonly SyntheticFma Fma = SyntheticFma.Shared;
    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new(Fma.Answer);

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Ensure_NothingIsThere_FetchesAndUnpacksOnlyTheSelected()
    {
        var corpus = Corpus();
        corpus.EnsureMetadata();
        Assert.Equal(SyntheticFma.Tracks.Length, FmaTracksFile.Read(corpus.TracksPath).Count);
        Assert.Empty(corpus.EnsureAudio([2, 148]));
        Assert.Equal(
            ["fma_small/000/000002.mp3", "fma_small/000/000148.mp3"],
            Directory.EnumerateFiles(folder["fma_small"], "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.Path, path)).Order(StringComparer.Ordinal));
        Assert.Equal(2, server.Requests.Count);
        // More tracks later: the archive is there already.
        Assert.Empty(Corpus().EnsureAudio([2, 5]));
        Assert.True(File.Exists(corpus.AudioPath(5)));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Ensure_TrackThatTheArchiveLacks_IsAskedForOnce()
    {
        Assert.Contains("is not in fma_small.zip", Assert.Single(Corpus().EnsureAudio([2, 108925])).Reason, StringComparison.Ordinal);
        // Neither the archive nor the network is needed to know it again.
        File.Delete(folder["fma_small.zip"]);
        Assert.Equal("108925", Assert.Single(Corpus().EnsureAudio([2, 108925])).TrackId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Ensure_EverythingIsThere_NeedsNoArchive()
    {
        Directory.CreateDirectory(folder["fma_small/000"]);
        File.WriteAllText(folder["fma_small/000/000002.mp3"], "");
        Assert.Empty(Corpus().EnsureAudio([2]));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Ensure_LocalArchive_IsCheckedAndUsed()
    {
        Directory.CreateDirectory(folder["local"]);
        File.WriteAllBytes(folder["local/fma_small.zip"], Fma.Archives["fma_small.zip"]);
        Assert.Empty(Corpus("local").EnsureAudio([2]));
        Assert.Empty(server.Requests);

        var damaged = Fma.Archives["fma_small.zip"].ToArray();
        damaged[5000] ^= 1;
        File.WriteAllBytes(folder["local/fma_small.zip"], damaged);
        Assert.Contains("has SHA-1", Assert.Throws<UserException>(() => Corpus("local").EnsureAudio([5])).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder["local/fma_small.zip"], [1, 2]);
        Assert.Contains("has 2 bytes", Assert.Throws<UserException>(() => Corpus("local").EnsureAudio([5])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ensure_StoppedWhileUnpacking_GoesOnWithTheRest()
    {
        int[] ids = [2, 5, 10, 140, 141, 148, 182, 190, 213, 255];
        using var stop = new CancellationTokenSource();
        var hear = new Listener(progress =>
        {
            if (progress.Activity.StartsWith("unpacking", StringComparison.Ordinal) && progress.DoneCount == 4)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Corpus(progress: hear, stop: stop).EnsureAudio(ids));
        var before = Directory.GetFiles(folder["fma_small"], "*.mp3", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Assert.InRange(before.Count, 4, 9);
        Assert.Empty(Corpus().EnsureAudio(ids));
        Assert.All(before, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        Assert.Equal(ids.Length, Directory.GetFiles(folder["fma_small"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Published_Archives_AreThoseOfFmasSite()
    {
        Assert.Equal("ade154f733639d52e35e32f5593efe5be76c6d70", FmaArchives.Find(FmaArchives.AudioOf(FmaSubset.Small), []).Sha1);
        Assert.Equal("f0df49ffe5f2a6008d7dc83c6915b31835dfe733", FmaArchives.Find(FmaArchives.Metadata, []).Sha1);
        Assert.Null(FmaArchives.Find(FmaArchives.AudioOf(FmaSubset.Full), []).Bytes);
    }

    private FmaCorpus Corpus(string? local = null, IProgress<StageProgress>? progress = null, CancellationTokenSource? stop = null)
    {
        var options = new DownloadOptions { Mirrors = [$"{server.Address}fma/"], Files = Fma.Files, AllowHttp = true };
        progress ??= new Listener();
        var cancellation = stop?.Token ?? CancellationToken.None;
        var downloader = new Downloader(new DownloadPolicy { AllowHttp = true, AttemptCount = 2, SpareBytes = 0 }, progress, cancellation);
        return new FmaCorpus(folder.Path, FmaSubset.Small,
            new ArchiveStore(folder.Path, local is null ? null : folder[local], options, downloader), 2, progress, cancellation);
    }
}
