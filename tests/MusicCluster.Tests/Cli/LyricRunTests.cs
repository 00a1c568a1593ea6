using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation.Tables;
using MusicCluster.Tests.Lyrics.Sources;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>The lyrics stage as a user meets it, with services played by this machine.</summary>
public sealed class LyricRunTests : IDisposable
{
    private const string Token = "t0ken-that-nobody-may-see";

    private readonly SmallRun run = new(4);

    public void Dispose() => run.Dispose();

    [Fact]
    public void Lyrics_SeveralSources_TakesTheFirstThatKnowsAndSaysWhich()
    {
        Directory.CreateDirectory(Path.Combine(run.Root, "words"));
        File.WriteAllText(Path.Combine(run.Root, "words", Id(0) + ".txt"), "words of my own folder for the first of them");
        using var server = new LoopbackServer(request => Answer(request, Name(1)));
        var result = Run(server, "--set", $"lyrics.folder={Path.Combine(run.Root, "words")}");
        Assert.True(result.ExitCode == 0, result.Errors);
        var rows = Rows(result, "lyrics.csv");
        Assert.Equal(["files", "lrclib", "", ""], rows.Select(row => row[1]));
        Assert.Equal(["kept", "kept", "refused", "refused"], rows.Select(row => row[2]));
        Assert.Equal("no source has lyrics", rows[2][3]);
        Assert.Equal(1, double.Parse(rows[1][6], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(LyricServer.Words + "\n", File.ReadAllText(Path.Combine(result.Folder, rows[1][5])));
        Assert.Equal(7, Rows(result, "attempts.csv").Count);
    }

    [Fact]
    public void Evaluate_StampedLyrics_SayWhatShareIsSung()
    {
        Directory.CreateDirectory(Path.Combine(run.Root, "words"));
        File.WriteAllText(Path.Combine(run.Root, "words", Id(0) + ".txt"), "[00:03.00]six seconds\n[00:09.00]\n[00:20.00]and three\n[00:23.00]");
        File.WriteAllText(Path.Combine(run.Root, "words", Id(1) + ".txt"), "words without a time");
        run.WriteProfile("\"mfcc-pca\"");
        var result = run.Run("evaluate", "--set", $"lyrics.folder={Path.Combine(run.Root, "words")}");
        Assert.True(result.ExitCode == 0, result.Errors);
        var shares = Table.Read<DescriptorRow>(result.Folder).Select(row => row.VoicedShare).ToList();
        Assert.Equal(0.3, shares[0]!.Value, 0.001);
        Assert.All(shares.Skip(1), share => Assert.Null(share));
    }

    [Fact]
    public void Lyrics_SameAgain_IsUpToDateAndAsksNobody()
    {
        using var server = new LoopbackServer(request => Answer(request, Name(1)));
        Run(server);
        var count = server.Requests.Count;
        Assert.Contains("lyrics: up to date", Run(server).Errors, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(run.Cache, "lyrics"), recursive: true);
        Run(server);
        Assert.Equal(count, server.Requests.Count);
    }

    [Fact]
    public void Lyrics_ServiceIsSilent_FailsWithOneSentenceAndTheNextRunGoesOn()
    {
        var isDown = true;
        using var server = new LoopbackServer(request => isDown && request.Target.Contains(Uri.EscapeDataString(Name(2)), StringComparison.Ordinal)
            ? LoopbackAnswer.Error("503 Service Unavailable")
            : Answer(request, Name(1)));
        var first = Run(server);
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(
            "Lyrics of 1 tracks are not known, because lrclib answers 503 Service Unavailable; "
            + "what was answered is kept: run again, or set lyrics.required to false.",
            first.Errors.TrimEnd().Split('\n')[^1]);
        var asked = server.Requests.Count;
        isDown = false;
        var second = Run(server);
        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.Equal(asked + 1, server.Requests.Count);
        Assert.Empty(Rows(second, "unanswered.csv"));
    }

    [Fact]
    public void Lyrics_ServiceIsSilentAndNotRequired_GoesOnAndAsksAgainNextTime()
    {
        var isDown = true;
        using var server = new LoopbackServer(request => isDown ? LoopbackAnswer.Error("503 Service Unavailable") : Answer(request, Name(1)));
        var first = Run(server, "--set", "lyrics.required=false");
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Equal(4, Rows(first, "unanswered.csv").Count);
        isDown = false;
        var second = Run(server, "--set", "lyrics.required=false");
        Assert.Equal("kept", Rows(second, "lyrics.csv")[1][2]);
    }

    [Fact]
    public void Lyrics_Token_IsInNoFileAndNoMessage()
    {
        using var server = new LoopbackServer(
            request => request.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}" && request.Target.StartsWith("/search", StringComparison.Ordinal)
            ? LoopbackAnswer.Error("401 Unauthorized")
            : request.Target.StartsWith("/search", StringComparison.Ordinal) ? LyricServer.Text(LyricServer.GeniusHits((Name(0), Artist(0), "/a")))
            : LyricServer.Text(LyricServer.GeniusPage(LyricServer.Words)));
        var arguments = run.Arguments("run", [.. Services(server, "genius"), "--verbose"]);
        var result = CliProcess.Run(arguments, ("GENIUS_ACCESS_TOKEN", Token));
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("1 tracks with words", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, result.Errors + result.Output, StringComparison.Ordinal);
        foreach (var path in Directory.EnumerateFiles(run.Output, "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(run.Cache, "*", SearchOption.AllDirectories)))
        {
            Assert.False(File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Token)) >= 0, path);
        }

        var refused = CliProcess.Run(run.Arguments("lyrics", [.. Services(server, "genius"), "--set", "lyrics.filter.minimumWordCount=5", "--verbose"]),
            ("GENIUS_ACCESS_TOKEN", Token + "x"));
        Assert.DoesNotContain(Token, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lyrics_GeniusWithoutToken_SaysWhereToGetOne()
    {
        using var server = new LoopbackServer(_ => LyricServer.LrclibMissing());
        var result = CliProcess.Run(run.Arguments("lyrics", Services(server, "genius")), ("GENIUS_ACCESS_TOKEN", ""));
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("set it to a token from https://genius.com/api-clients, or take genius out.", result.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lyrics.lrclib.address=http://example.org/", "is not https")]
    [InlineData("lyrics.lrclib.address=ftp://example.org/", "lyrics.lrclib.address is 'ftp://example.org/'; it must be a web address")]
    [InlineData("lyrics.genius.minimumMatch=2", "lyrics.genius.minimumMatch is 2; it must be 0 to 1.")]
    [InlineData("lyrics.sources=[\"files\",\"files\"]", "lyrics.sources is [files, files]; each entry may be there only once.")]
    [InlineData("lyrics.sources=[\"lrcLib2\"]", "lyrics.sources")]
    public void Lyrics_WrongOption_IsOneSentence(string setting, string expected)
    {
        var result = run.Run("lyrics", "--set", setting);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private static LoopbackAnswer Answer(LoopbackRequest request, string known) =>
        request.Target.Contains(Uri.EscapeDataString(known), StringComparison.Ordinal)
            ? LyricServer.Text(
                $"[{LyricServer.LrclibSong(known, Uri.UnescapeDataString(request.Target.Split("artist_name=")[1].Split('&')[0]), LyricServer.Words)}]")
            : LyricServer.Text("[]");

    private static string[] Services(LoopbackServer server, string name) =>
    [
        "--set", $"lyrics.sources=[\"files\",\"{name}\"]",
        "--set",
        $"lyrics.{name}={{\"address\":\"{server.Address}\",\"pages\":\"{server.Address}\",\"allowHttp\":true,"
            + $"\"requestsPerSecond\":100,\"attempts\":2,\"pauseSeconds\":0.01}}",
    ];

    private CliResult Run(LoopbackServer server, params string[] more) => run.Run("lyrics", [.. Services(server, "lrclib"), .. more]);

    private static IReadOnlyList<string[]> Rows(CliResult result, string name) => CsvTable.Read(Path.Combine(result.Folder, name)).Rows;

    private string[] Row(int index) => CsvTable.Read(run.Table).Rows[index];

    private string Id(int index) => Row(index)[0];

    private string Name(int index) => Row(index)[2];

    private string Artist(int index) => Row(index)[3];
}
