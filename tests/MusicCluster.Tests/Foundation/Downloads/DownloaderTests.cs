using System.Security.Cryptography;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using Xunit;

namespace MusicCluster.Tests.Foundation.Downloads;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = RandomBytes(700_000);
    private static readonly DownloadPolicy Quick = new()
    {
        AllowHttp = true, AttemptCount = 3, FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(40),
        StallTimeout = TimeSpan.FromMilliseconds(400),
    };

    private readonly TemporaryFolder folder = new();
    private readonly List<StageProgress> told = [];

    private string Target => folder["file.zip"];

    private string Part => Target + ".part";

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fetch_DecentServer_BringsTheFileAndLeavesNothingElse()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        Fetch(server);
        AssertWhole();
        Assert.Equal(["file.zip", "file.zip.lock"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Contains(told, progress => progress is { Activity: "fetching file.zip", Unit: StageProgress.Bytes }
            && progress.DoneCount == Content.Length && progress.TotalCount == Content.Length);
    }

    [Fact]
    public void Fetch_FileIsThere_AsksNobody()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        Fetch(server);
        Fetch(server);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_ConnectionDropsAgainAndAgain_GoesOnWhereItWas()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request) with { CutAfter = 150_000 });
        Fetch(server);
        AssertWhole();
        Assert.Equal(5, server.Requests.Count);
        Assert.True(server.Requests.Skip(1).All(request => request.HasRange && request.Headers["If-Range"] == "\"v1\""));
    }

    [Fact]
    public void Fetch_StoppedBefore_NextRunContinuesThePart()
    {
        using var stop = new CancellationTokenSource();
        using (var slow = new LoopbackServer(request => LoopbackAnswer.File(Content, request) with { HoldAfter = 300_000 }))
        {
            var downloader = new Downloader(Quick with { StallTimeout = TimeSpan.FromMinutes(1) },
                new Listener(progress => { if (progress.DoneCount >= 300_000) { stop.Cancel(); } }), stop.Token);
            Assert.ThrowsAny<OperationCanceledException>(() => downloader.Fetch(Of(slow)));
        }

        Assert.Equal(300_000, new FileInfo(Part).Length);
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        Fetch(server);
        AssertWhole();
        Assert.Equal(300_000, server.Requests.Single().RangeStart);
    }

    [Fact]
    public void Fetch_PartIsWholeButNotRenamed_AsksNobody()
    {
        File.WriteAllBytes(Part, Content);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error("500 Broken"));
        Fetch(server);
        AssertWhole();
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Fetch_ServerWithoutRanges_BeginsAgain()
    {
        File.WriteAllBytes(Part, Content[..200_000]);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(Content));
        Fetch(server);
        AssertWhole();
    }

    [Fact]
    public void Fetch_FileChangedInBetween_BeginsAgain()
    {
        var old = RandomBytes(Content.Length, seed: 9);
        var count = 0;
        // No hash is known, so only If-Range can tell that the beginning is another file's.
        using var server = new LoopbackServer(request => Interlocked.Increment(ref count) == 1
            ? LoopbackAnswer.File(old, request, "\"old\"") with { CutAfter = 300_000 }
            : LoopbackAnswer.File(Content, request, "\"new\""));
        Fetch(new Download([server.Address], Target));
        AssertWhole();
    }

    [Fact]
    public void Fetch_DamagedPart_BeginsAgain()
    {
        File.WriteAllBytes(Part, new byte[200_000]);
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        Fetch(server);
        AssertWhole();
        Assert.Equal([200_000, 0], server.Requests.Select(request => request.RangeStart));
    }

    [Theory]
    [InlineData("503 Busy")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Broken")]
    public void Fetch_BusyServer_TriesAgain(string status)
    {
        var count = 0;
        using var server = new LoopbackServer(request =>
            Interlocked.Increment(ref count) < 3 ? LoopbackAnswer.Error(status, "Retry-After: 1") : LoopbackAnswer.File(Content, request));
        Fetch(server);
        AssertWhole();
        Assert.Contains(told, progress => progress.Detail.Contains("trying again", StringComparison.Ordinal));
    }

    [Fact]
    public void Fetch_RetryAfter_IsKeptWithinReason()
    {
        var times = new List<long>();
        using var server = new LoopbackServer(request =>
        {
            lock (times)
            {
                times.Add(Environment.TickCount64);
                return times.Count == 1 ? LoopbackAnswer.Error("503 Busy", "Retry-After: 1") : LoopbackAnswer.File(Content, request);
            }
        });
        new Downloader(Quick with { LongestPause = TimeSpan.FromSeconds(30) }, Listener(), CancellationToken.None).Fetch(Of(server));
        Assert.InRange(times[1] - times[0], 950, 20_000);
    }

    [Fact]
    public void Fetch_ServerFallsSilent_HangsUpAndGoesOn()
    {
        var count = 0;
        using var server = new LoopbackServer(
            request => LoopbackAnswer.File(Content, request) with { HoldAfter = Interlocked.Increment(ref count) == 1 ? 100_000 : null });
        Fetch(server);
        AssertWhole();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Fetch_RangeThatWasNotAskedFor_IsNotBelieved()
    {
        File.WriteAllBytes(Part, Content[..200_000]);
        using var server = new LoopbackServer(request => request.HasRange
            ? new LoopbackAnswer("206 Partial Content",
                ["Content-Length: 600000", $"Content-Range: bytes 100000-699999/{Content.Length}"], Content.AsMemory(100_000))
            : LoopbackAnswer.File(Content, request));
        Fetch(server);
        AssertWhole();
    }

    [Theory]
    [InlineData("404 Not Found", "answers 404 Not Found")]
    [InlineData("500 Broken", "500 Broken")]
    public void Fetch_NoMirrorHasIt_SaysWhatEachSaid(string status, string expected)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error(status));
        var error =
            Assert.Throws<UserException>(() => Fetch(new Download([server.Address, new Uri("http://127.0.0.1:1/")], Target, Content.Length, Sha1(Content))));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1/", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set corpus.download.mirrors", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Fetch_WrongLengthOrWrongBytes_TakesTheNextMirror()
    {
        using var longer = new LoopbackServer(_ => LoopbackAnswer.Whole([.. Content, 0]));
        using var other = new LoopbackServer(_ => LoopbackAnswer.Whole(RandomBytes(Content.Length, seed: 5)));
        using var endless = new LoopbackServer(_ => new LoopbackAnswer("200 OK", [], RandomBytes(2 * Content.Length, seed: 6)));
        using var right = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        Fetch(new Download([longer.Address, other.Address, endless.Address, right.Address], Target, Content.Length, Sha1(Content)));
        AssertWhole();
    }

    [Fact]
    public void Fetch_WrongBytesEverywhere_SaysBothHashesAndLeavesNoFile()
    {
        var wrong = RandomBytes(Content.Length, seed: 5);
        using var server = new LoopbackServer(_ => LoopbackAnswer.Whole(wrong));
        var error = Assert.Throws<UserException>(() => Fetch(server));
        Assert.Contains($"SHA-1 {Sha1(wrong)}; file.zip has {Sha1(Content)}", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public void Fetch_PlainHttp_IsRefusedUnlessAllowed()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        var error = Assert.Throws<UserException>(() => new Downloader(Quick with { AllowHttp = false }, Listener(), CancellationToken.None).Fetch(Of(server)));
        Assert.Contains("is not https", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Throws<UserException>(() => Fetch(new Download([new Uri("file:///etc/passwd")], Target)));
    }

    [Fact]
    public void Fetch_DiskTooSmall_SaysSoBeforeTheFirstByte()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        var error = Assert.Throws<UserException>(
            () => new Downloader(Quick with { SpareBytes = long.MaxValue / 2 }, Listener(), CancellationToken.None).Fetch(Of(server)));
        Assert.Matches("needs .* more and the disk has .* free", error.Message);
        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Fetch_TwoAtOnce_ShareOneDownload()
    {
        using var server = new LoopbackServer(request => LoopbackAnswer.File(Content, request));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => new Downloader(Quick, Listener(), CancellationToken.None).Fetch(Of(server)))));
        AssertWhole();
        Assert.Single(server.Requests);
    }

    private static byte[] RandomBytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Sha1(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Download Of(LoopbackServer server) => new([server.Address], Target, Content.Length, Sha1(Content));

    private void Fetch(LoopbackServer server) => Fetch(Of(server));

    private void Fetch(Download download) => new Downloader(Quick, Listener(), CancellationToken.None).Fetch(download);

    private Listener Listener() => new(told.Add);

    private void AssertWhole()
    {
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Part));
        Assert.False(File.Exists(Part + ".etag"));
    }
}

