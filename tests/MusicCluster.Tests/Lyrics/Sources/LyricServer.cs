using System.Text;
using System.Text.Json;
using MusicCluster.Corpus;
using MusicCluster.Lyrics.Sources;

namespace MusicCluster.Tests.Lyrics.Sources;

/// <summary>Answers as the lyric services do, in their shapes as of 2026.</summary>
internal static class LyricServer
{
    public const string Words = "Northern star above the sea\nshine a little light on me\nevery harbour, every quay";

    public static readonly Track Track = new("7", "", "", "Northern Star", "Steven Dunston");

    /// <summary>Options that reach a server on this machine and do not wait.</summary>
    public static ServiceOptions Options(LoopbackServer server) => new()
    {
        Address = server.Address.AbsoluteUri, Pages = server.Address.AbsoluteUri, AllowHttp = true, RequestsPerSecond = 100, Attempts = 3,
        PauseSeconds = 0.005, TimeoutSeconds = 30,
    };

    public static LoopbackAnswer Text(string body, string status = "200 OK", params string[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new LoopbackAnswer(status, [$"Content-Length: {bytes.Length}", "Content-Type: application/json; charset=utf-8", .. headers], bytes);
    }

    public static string LrclibSong(string title, string artist, string? words, bool isInstrumental = false, double duration = 212) => JsonSerializer.Serialize(
        new { id = 151738, trackName = title, artistName = artist, albumName = "An album", duration, instrumental = isInstrumental,
            plainLyrics = words, syncedLyrics = words is null ? null : "[00:12.00] " + words.Replace("\n", "\n[00:15.50] ", StringComparison.Ordinal) });

    public static LoopbackAnswer LrclibMissing() =>
        Text("""{"message":"Failed to find specified track","name":"TrackNotFound","statusCode":404}""", "404 Not Found");

    public static string GeniusHits(params (string Title, string Artist, string Path)[] hits) => JsonSerializer.Serialize(new
    {
        meta = new { status = 200 },
        response = new
        {
            hits = hits.Select(hit => new
            {
                highlights = Array.Empty<string>(), index = "song", type = "song",
                result = new { title = hit.Title, path = hit.Path, lyrics_state = "complete",
                    url = "https://evil.example/" + hit.Title, primary_artist = new { name = hit.Artist } },
            }),
        },
    });

    public static string GeniusPage(string lines) => PageOf(lines.Replace("\n", "<br/>", StringComparison.Ordinal));

    private static string PageOf(string lines) =>
        $"""
        <!DOCTYPE html><html><head><meta property="og:site_name" content="Genius"/>
        <title>Northern Star Lyrics</title><script>var a = "[data-lyrics-container]";</script></head>
        <body>
        <div data-lyrics-container="true" class="Lyrics__Container-sc-1"><div
        data-exclude-from-selection="true">12 Contributors Northern Star Lyrics</div>[Verse 1]<br/>{lines}</div>
        <div>Embed</div></body></html>
        """;
}
