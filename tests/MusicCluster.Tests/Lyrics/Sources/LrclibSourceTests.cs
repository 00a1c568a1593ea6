using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Sources;

public sealed class LrclibSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Find_KnownSong_BringsItsWords()
    {
        using var server = new LoopbackServer(
            _ => LyricServer.Text(
                $"[{LyricServer.LrclibSong("Other Star", "Steven Dunston", "no")},"
                + $"{LyricServer.LrclibSong("Northern Star", "Steven Dunston", LyricServer.Words)}]"));
        var answer = await Find(server);
        Assert.Equal((LyricServer.Words, ""), (answer.Text, answer.Reason));
        Assert.Equal(1.0, answer.Figures[LyricsTable.MatchScore]);
        Assert.Equal("/api/search?artist_name=Steven%20Dunston&track_name=Northern%20Star", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task Find_OnlyTimedWords_LosesTheirTimes()
    {
        var song = LyricServer.LrclibSong("Northern Star", "Steven Dunston", LyricServer.Words)
            .Replace("\"plainLyrics\":\"", "\"other\":\"", StringComparison.Ordinal);
        using var server = new LoopbackServer(_ => LyricServer.Text($"[{song}]"));
        Assert.Equal(LyricServer.Words, (await Find(server)).Text);
    }

    [Fact]
    public async Task Find_LongFile_AsksByItsDurationFirst()
    {
        var path = folder["long.wav"];
        WavFile.Write(path, new float[8000 * 61], 8000);
        using var server = new LoopbackServer(request => request.Target.StartsWith("/api/get", StringComparison.Ordinal)
            ? LyricServer.LrclibMissing()
            : LyricServer.Text(
                $"[{LyricServer.LrclibSong("Northern Star", "Steven Dunston", "of the long take", duration: 300)},"
                + $"{LyricServer.LrclibSong("Northern Star", "Steven Dunston", LyricServer.Words, duration: 61.4)}]"));
        var answer = await Find(server, path);
        Assert.Equal(LyricServer.Words, answer.Text);
        Assert.EndsWith("&duration=61", server.Requests.First().Target, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("Northern Star", "A Stranger", "words of another song", false, "what was found is another song")]
    [InlineData("Northern Star", "Steven Dunston", null, true, "found, but without lyrics")]
    [InlineData("Northern Star", "Steven Dunston", "  ", false, "found, but without lyrics")]
    public async Task Find_NotTheWords_AreRefusedWithTheReason(string title, string artist, string? words, bool isInstrumental, string reason)
    {
        using var server = new LoopbackServer(_ => LyricServer.Text($"[{LyricServer.LrclibSong(title, artist, words, isInstrumental)}]"));
        Assert.Equal(reason, (await Find(server)).Reason);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("404")]
    public async Task Find_UnknownSong_IsNothing(string body)
    {
        using var server = new LoopbackServer(_ => body == "404" ? LyricServer.LrclibMissing() : LyricServer.Text(body));
        Assert.Equal(LyricsAnswer.Nothing.Reason, (await Find(server)).Reason);
    }

    [Theory]
    [InlineData("<html>maintenance</html>")]
    [InlineData("{\"id\": 1}")]
    [InlineData("null")]
    [InlineData("[{\"trackName\": 17}]")]
    [InlineData("")]
    [InlineData("[[[[[[")]
    public async Task Find_Garbage_IsNoAnswerAndIsNotKept(string body)
    {
        using var server = new LoopbackServer(_ => LyricServer.Text(body));
        var error = await Assert.ThrowsAsync<SourceException>(() => Find(server));
        Assert.StartsWith("lrclib sent something else than was asked for", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["answers"]));
    }

    [Fact]
    public async Task Find_NullsInsideTheAnswer_AreNoMatch()
    {
        using var server = new LoopbackServer(_ => LyricServer.Text("[{\"trackName\": null, \"artistName\": null, \"plainLyrics\": null}]"));
        Assert.Equal("what was found is another song", (await Find(server)).Reason);
    }

    [Fact]
    public async Task Find_TrackWithoutNames_AsksNobody()
    {
        using var server = new LoopbackServer(_ => LyricServer.LrclibMissing());
        using var source = new LrclibSource(LyricServer.Options(server), new AnswerCache(folder["answers"]));
        Assert.Equal("artist or title is not known", (await source.FindAsync(LyricServer.Track with { Artist = "" }, CancellationToken.None)).Reason);
        Assert.Empty(server.Requests);
    }

    private async Task<LyricsAnswer> Find(LoopbackServer server, string audioPath = "")
    {
        using var source = new LrclibSource(LyricServer.Options(server), new AnswerCache(folder["answers"]));
        return await source.FindAsync(LyricServer.Track with { AudioPath = audioPath }, CancellationToken.None);
    }
}
