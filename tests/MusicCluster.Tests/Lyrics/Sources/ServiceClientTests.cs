using System.Diagnostics;
using System.IO.Compression;
using MusicCluster.Lyrics.Sources;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Sources;

public sealed class ServiceClientTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    [InlineData("429 Too Many Requests")]
    [InlineData("408 Request Timeout")]
    public async Task Get_FailureThatPasses_IsTriedAgain(string status)
    {
        var count = 0;
        using var server = new LoopbackServer(_ => Interlocked.Increment(ref count) < 3 ? LoopbackAnswer.Error(status) : LyricServer.Text("fine"));
        Assert.Equal("fine", await Get(server));
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Get_RetryAfter_IsHonored()
    {
        var count = 0;
        var watch = new Stopwatch();
        using var server = new LoopbackServer(_ =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                watch.Start();
                return LoopbackAnswer.Error("429 Too Many Requests", "Retry-After: 1");
            }

            watch.Stop();
            return LyricServer.Text("fine");
        });
        Assert.Equal("fine", await Get(server));
        // The back-off alone would take some milliseconds.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.95, 10);
    }

    [Theory]
    [InlineData("403 Forbidden")]
    [InlineData("400 Bad Request")]
    [InlineData("401 Unauthorized")]
    public async Task Get_FailureThatStays_IsNotTriedAgain(string status)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error(status));
        var error = await Assert.ThrowsAsync<SourceException>(() => Get(server));
        Assert.Equal($"service answers {status}", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_SlowServer_IsGivenUp()
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("much too late") with { HoldAfter = 4 });
        var error = await Assert.ThrowsAsync<SourceException>(() => Get(server, options => options with { TimeoutSeconds = 0.4 }));
        Assert.Equal("service gave no answer within 0.4 s", error.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Get_CutAnswer_IsTriedAgainAndNeverKept()
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("a longer answer than comes") with { CutAfter = 8 });
        await Assert.ThrowsAsync<SourceException>(() => Get(server));
        Assert.False(Directory.Exists(folder["answers"]));
    }

    [Fact]
    public async Task Get_AnswerThatUnpacksToMuch_IsCutOff()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(zeros);
            }
        }

        using var server = new LoopbackServer(
            _ => new LoopbackAnswer("200 OK", [$"Content-Length: {packed.Length}", "Content-Encoding: gzip"], packed.ToArray()));
        await Assert.ThrowsAsync<SourceException>(() => Get(server, options => options with { Attempts = 1, TimeoutSeconds = 10 }));
    }

    [Fact]
    public async Task Get_NoServer_SaysThatItCannotBeReached()
    {
        ServiceOptions options;
        using (var server = new LoopbackServer(_ => LyricServer.Text("")))
        {
            options = LyricServer.Options(server);
        }

        using var client = new ServiceClient("service", options, new AnswerCache(folder["answers"]));
        var error = await Assert.ThrowsAsync<SourceException>(() => client.GetAsync(new Uri(options.Address), false, text => text, CancellationToken.None));
        Assert.StartsWith("service cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FailsAgainAndAgain_LeavesTheServiceInPeace()
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error("503 Service Unavailable"));
        using var client = new ServiceClient("service", LyricServer.Options(server), new AnswerCache(folder["answers"]));
        var messages = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var error = await Assert.ThrowsAsync<SourceException>(
                () => client.GetAsync(new Uri(server.Address, $"{i}"), false, text => text, CancellationToken.None));
            messages.Add(error.Message);
        }

        Assert.Equal("service answers 503 Service Unavailable", messages[0]);
        Assert.Equal("service has failed again and again and is not asked any more", messages[^1]);
        // Three requests of three attempts each, then silence.
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public async Task Get_ManyAtOnce_KeepsThePace()
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("fine"));
        using var client = new ServiceClient("service",
            LyricServer.Options(server) with { RequestsPerSecond = 20, TimeoutSeconds = 10 }, new AnswerCache(folder["answers"]));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 9).Select(i => client.GetAsync(new Uri(server.Address, $"{i}"), false, text => text, CancellationToken.None)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.395, 20);
    }

    [Fact]
    public async Task Get_NotFound_IsKeptToo()
    {
        using var server = new LoopbackServer(_ => LyricServer.LrclibMissing());
        Assert.Null(await Get(server));
        Assert.Null(await Get(server));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Address\": \"")]
    [InlineData("null")]
    public async Task Get_DamagedCache_IsAskedAgain(string content)
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("fine"));
        await Get(server);
        File.WriteAllText(Directory.GetFiles(folder["answers"]).Single(), content);
        Assert.Equal("fine", await Get(server));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Get_Stopped_StopsAtOnce()
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("late") with { HoldAfter = 0 });
        using var client = new ServiceClient("service", LyricServer.Options(server) with { TimeoutSeconds = 60 }, new AnswerCache(folder["answers"]));
        using var stop = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(server.Address, false, text => text, stop.Token));
    }

    private async Task<string?> Get(LoopbackServer server, Func<ServiceOptions, ServiceOptions>? change = null)
    {
        var options = LyricServer.Options(server);
        using var client = new ServiceClient("service", change is null ? options : change(options), new AnswerCache(folder["answers"]));
        return await client.GetAsync(new Uri(server.Address, "song"), false, text => text, CancellationToken.None);
    }
}
