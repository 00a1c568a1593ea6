using System.Text;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Tests;
using MusicCluster.Tests.Lyrics.Whisper;

namespace MusicCluster.Robustness.Hostile;

/// <summary>HTTP answers of every kind, to the downloader and to the lyric services.</summary>
internal static class HostileHttp
{
    private const string Song =
        """[{"id":1,"trackName":"Title","artistName":"Artist","duration":200,"instrumental":false"""
        + ""","plainLyrics":"words of a song that nobody has sung","syncedLyrics":null}]""";
    private const string Page = """<html><meta property="og:site_name" content="Genius"><div data-lyrics-container="true">words<br>of a song</div></html>""";
    private const string Hits = """{"response":{"hits":[{"type":"song","result":{"title":"Title","path":"/page","primary_artist":{"name":"Artist"}}}]}}""";

    private static readonly string[] Statuses = ["200 OK", "206 Partial Content", "204 No Content", "301 Moved", "302 Found",
        "404 Not Found", "416 Range Not Satisfiable", "429 Too Many Requests", "500 Oops", "503 Busy", "999 ?", "0 zero", "200"];

    private static readonly string[] Headers = ["Content-Length: 999999999999", "Content-Length: -1", "Content-Length: 3", "Content-Encoding: gzip",
        "Content-Encoding: br", "Transfer-Encoding: chunked", "Content-Range: bytes 5-1/2", "Content-Range: bytes */*", "Retry-After: soon", "Retry-After: -5",
        "ETag: W/\"x\"", "ETag: bad", "Location: file:///etc/passwd", "Location: http://127.0.0.1:1/", "Location: /",
        "Content-Type: text/html; charset=nonsense", "Set-Cookie: a=b", "no colon here", ": empty", "X: \u0001"];

    private static readonly string[] Pieces = ["{", "}", "[", "]", "null", "<", ">", "<script>", "\0", "\"", "&#0;", "&#x110000;",
        "<div data-lyrics-container='true'>", new string('[', 500), string.Concat(Enumerable.Repeat("<div>", 3000)), "9".PadRight(400, '9')];

    public static void Run(Random random, string folder)
    {
        var seed = random.Next();
        var count = 0;
        using var server = new LoopbackServer(request => Answer(new Random(seed + Interlocked.Increment(ref count)), request));
        var options = new ServiceOptions { Address = server.Address.AbsoluteUri, Pages = server.Address.AbsoluteUri,
            AllowHttp = true, RequestsPerSecond = 100, Attempts = 2, PauseSeconds = 0, TimeoutSeconds = 0.3 };
        var track = new Track("1", "", Title: "Title", Artist: "Artist");
        switch (random.Next(3))
        {
            case 0:
                using (var source = new LrclibSource(options, new AnswerCache(Path.Combine(folder, "answers"))))
                {
                    source.FindAsync(track, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                }

                break;
            case 1:
                using (var source = new GeniusSource(options, new AnswerCache(Path.Combine(folder, "answers")), "token"))
                {
                    source.FindAsync(track, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                }

                break;
            default:
                var policy = new DownloadPolicy { AllowHttp = true, AttemptCount = 2, FirstPause = TimeSpan.Zero,
                    LongestPause = TimeSpan.FromMilliseconds(5), StallTimeout = TimeSpan.FromMilliseconds(200) };
                new Downloader(policy, new Progress<StageProgress>(),
                    CancellationToken.None).Fetch(new Download([server.Address], Path.Combine(folder, "file"), ByteCount: 500, Sha1: new string('0', 40)));
                break;
        }
    }

    private static LoopbackAnswer Answer(Random random, LoopbackRequest request)
    {
        var body = request.Target.StartsWith("/search", StringComparison.Ordinal)
            ? Hits : request.Target.StartsWith("/api", StringComparison.Ordinal) ? Song : Page;
        var bytes = Encoding.UTF8.GetBytes(random.Next(3) == 0 ? body : Mutation.Of(body, random, Pieces));
        bytes = random.Next(4) == 0 ? Mutation.Of(bytes, random) : bytes;
        var status = random.Next(2) == 0 ? Statuses[0] : Statuses[random.Next(Statuses.Length)];
        List<string> headers = random.Next(2) == 0 ? [$"Content-Length: {bytes.Length}"] : [];
        headers.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => Headers[random.Next(Headers.Length)]));
        return new LoopbackAnswer(status, headers, bytes, random.Next(6) == 0 ? random.Next(40) : null, random.Next(12) == 0 ? random.Next(40) : null);
    }
}
