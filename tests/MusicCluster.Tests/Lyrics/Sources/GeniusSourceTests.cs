using MusicCluster.Foundation;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Sources;

public sealed class GeniusSourceTests : IDisposable
{
    private const string Token = "s3cr3t-t0ken-of-the-user";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Find_KnownSong_BringsTheWordsOfItsPage()
    {
        using var server = new LoopbackServer(Genius);
        var answer = await Find(server);
        Assert.Equal((LyricServer.Words, ""), (answer.Text, answer.Reason));
        Assert.Equal(1.0, answer.Figures[LyricsTable.MatchScore]);
        Assert.Equal(["/search?q=northern%20star%20steven%20dunston", "/Steven-dunston-northern-star-lyrics"],
            server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Find_Token_GoesToTheSearchAloneAndNowhereElse()
    {
        using var server = new LoopbackServer(Genius);
        await Find(server);
        Assert.Equal($"Bearer {Token}", server.Requests.First().Headers["Authorization"]);
        Assert.False(server.Requests.Last().Headers.ContainsKey("Authorization"));
        var files = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToList();
        Assert.Equal(2, files.Count);
        Assert.All(files, path => Assert.DoesNotContain(Token, File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_Again_AsksNobody()
    {
        using var server = new LoopbackServer(Genius);
        await Find(server);
        Assert.Equal(LyricServer.Words, (await Find(server)).Text);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Find_RedirectToAnotherHost_DoesNotTakeTheTokenThere()
    {
        using var other = new LoopbackServer(_ => LyricServer.Text(LyricServer.GeniusHits()));
        using var server = new LoopbackServer(_ => LyricServer.Text("", "302 Found", $"Location: {other.Address}search"));
        await Find(server);
        Assert.False(Assert.Single(other.Requests).Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    public async Task Find_TokenIsRefused_IsOneSentenceWithoutIt(string status)
    {
        using var server = new LoopbackServer(_ => LoopbackAnswer.Error(status));
        var error = await Assert.ThrowsAsync<UserException>(() => Find(server));
        Assert.Equal($"genius refuses the token ({status}); set GENIUS_ACCESS_TOKEN to a valid one, or take genius out of lyrics.sources.", error.Message);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is not set")]
    [InlineData(" ", "is not set")]
    [InlineData("two\nlines", "is no token")]
    public void New_NoToken_SaysWhereToGetOne(string? token, string fault)
    {
        var error = Assert.Throws<UserException>(() => new GeniusSource(new ServiceOptions(), new AnswerCache(folder["answers"]), token));
        Assert.Equal($"lyrics.sources has genius, but GENIUS_ACCESS_TOKEN {fault}; set it to a token from https://genius.com/api-clients, or take genius out.",
            error.Message);
    }

    [Fact]
    public async Task Find_OtherSong_IsRefusedWithoutReadingItsPage()
    {
        using var server = new LoopbackServer(
            _ => LyricServer.Text(LyricServer.GeniusHits(("Northern Star", "A Stranger", "/a"), ("Polaris", "Steven Dunston", "/b"))));
        var answer = await Find(server);
        Assert.Equal("what was found is another song", answer.Reason);
        Assert.InRange((double)answer.Figures[LyricsTable.MatchScore], 0, 0.79);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("//evil.example/page")]
    [InlineData("https://evil.example/page")]
    [InlineData("")]
    public async Task Find_PathToAnotherSite_IsNotFollowed(string path)
    {
        using var server = new LoopbackServer(_ => LyricServer.Text(LyricServer.GeniusHits(("Northern Star", "Steven Dunston", path))));
        Assert.Equal("found, but without lyrics", (await Find(server)).Reason);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("<html><body>Checking your browser…</body></html>")]
    [InlineData("")]
    [InlineData("\0\u0001not a page")]
    public async Task Find_PageOfSomethingElse_IsNoAnswer(string page)
    {
        using var server = new LoopbackServer(
            request => request.Target.StartsWith("/search", StringComparison.Ordinal) ? Genius(request) : LyricServer.Text(page));
        await Assert.ThrowsAsync<SourceException>(() => Find(server));
    }

    [Fact]
    public async Task Find_PageWithoutWords_IsRefused()
    {
        using var server = new LoopbackServer(request => request.Target.StartsWith("/search", StringComparison.Ordinal)
            ? Genius(request)
            : LyricServer.Text("<html><head><meta property=\"og:site_name\" "
                + "content=\"Genius\"></head><body>Lyrics for this song have yet to be released.</body></html>"));
        Assert.Equal("found, but without lyrics", (await Find(server)).Reason);
    }

    private static LoopbackAnswer Genius(LoopbackRequest request) => request.Target.StartsWith("/search", StringComparison.Ordinal)
        ? LyricServer.Text(LyricServer.GeniusHits(("Northern Star (Demo)", "Steven Dunston", "/Steven-dunston-northern-star-lyrics"), ("Star", "B", "/b")))
        : LyricServer.Text(LyricServer.GeniusPage(LyricServer.Words));

    private async Task<LyricsAnswer> Find(LoopbackServer server)
    {
        using var source = new GeniusSource(LyricServer.Options(server), new AnswerCache(folder["answers"]), Token);
        return await source.FindAsync(LyricServer.Track, CancellationToken.None);
    }
}
