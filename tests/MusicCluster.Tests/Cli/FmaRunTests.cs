using System.Text.Json;
using MusicCluster.Tests.Corpus.Fma;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>The profile of the study, from the archives on a server to the report.</summary>
public sealed class FmaRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new(SyntheticFma.Shared.Answer);

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Run_FmaSmall_FetchesSelectsAndReports()
    {
        var first = Run("run");
        Assert.True(first.ExitCode == 0, first.Errors);
        var assignments = File.ReadAllLines(folder["results/assignments.csv"]);
        var ids = assignments.Skip(1).Select(line => line.Split(',')[0]).Intersect(SyntheticFma.Tracks.Select(track => $"{track.Id}"));
        Assert.Equal(["2", "5", "10", "140", "141", "148", "182", "190", "213", "255"], ids);
        var failures = File.ReadAllText(folder["results/failures.csv"]);
        Assert.Contains("108925,fetch,audio is not in fma_small.zip", failures, StringComparison.Ordinal);
        Assert.Contains("98567,features,", failures, StringComparison.Ordinal);
        Assert.Contains("FMA lists this clip as bad (truncated).", failures, StringComparison.Ordinal);
        Assert.Contains("| Rock | 4 |", File.ReadAllText(folder["results/report.md"]), StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["track_id,genre", "2,Hip-Hop", "5,Hip-Hop"], File.ReadAllLines(folder["results/selection.csv"])[..3]);
        // This run has no representation of the study's, and figures that only one side has make no table.
        Assert.DoesNotContain("## The published figures beside ours", File.ReadAllText(folder["results/report.md"]), StringComparison.Ordinal);
        Assert.Contains("\"selection.csv\": \"", File.ReadAllText(folder["results/manifest.json"]), StringComparison.Ordinal);

        var second = Run("run");
        Assert.Equal(7, second.Errors.Split('\n').Count(line => line.Contains("up to date", StringComparison.Ordinal)));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Fetch_TracksPerGenre_SelectsTheSameTracksEveryTime()
    {
        string[] more = ["--set", "corpus.fma.tracksPerGenre=2", "--set", "corpus.fma.genres=[\"Rock\",\"Hip-Hop\"]"];
        var output = Run("fetch", more).Folder;
        var ids = Ids(output);
        Assert.Equal(4, ids.Length);
        Directory.Delete(folder["cache"], recursive: true);
        Assert.Equal(ids, Ids(Run("fetch", more).Folder));

        static string[] Ids(string folder) => [.. File.ReadAllLines(Path.Combine(folder, "tracks.csv")).Skip(1).Select(line => line.Split(',')[0])];
    }

    [Fact]
    public void Fetch_TwoProcessesAtOnce_ShareOneDownload()
    {
        using var one = CliProcess.Start(Arguments("fetch"));
        using var two = CliProcess.Start(Arguments("fetch"));
        one.WaitForExit();
        two.WaitForExit();
        Assert.Equal([0, 0], [one.ExitCode, two.ExitCode]);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Fetch_ThroughAProxy_FindsTheServer()
    {
        // Only the proxy knows this name.
        using var proxy = new LoopbackServer(SyntheticFma.Shared.Answer);
        var result = CliProcess.Run(
            Arguments("fetch", "--set", "corpus.download.mirrors=[\"http://fma.invalid/fma/\"]"),
            ("http_proxy", proxy.Address.ToString()), ("no_proxy", ""));
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains(proxy.Requests, request => request.Target == "http://fma.invalid/fma/fma_small.zip");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Fetch_NobodyHasIt_IsOneSentence()
    {
        var result = Run("fetch", "--set", $"corpus.download.mirrors=[\"{server.Address}elsewhere/none\"]", "--set", "corpus.fma.subset=medium");
        // The metadata is found by its name; the medium archive is not there.
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("fma_medium.zip could not be fetched", result.Errors, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>The profile as it is shipped, all models and seeds; nothing but the place of the archives is another.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Run_FmaSmallAsShipped_EndsWithTheStudyBesideOurs()
    {
        var result = CliResult.Of(
            "run", "--profile", "fma-small", "--out", folder["results"], "--cache", folder["cache"],
            "--set", $"corpus.path={folder["fma"]}", "--set", Download());
        Assert.True(result.ExitCode == 0, result.Errors);
        var lines = File.ReadAllLines(folder["results/report.md"])
            .SkipWhile(line => line != "## The published figures beside ours").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        // Seven representations, five partitions; the page for people shows the best two dozen of the rows.
        var partitions = lines.Count(
            line => line.Contains("| k-means k=", StringComparison.Ordinal) || line.Contains("| ward k=3 ", StringComparison.Ordinal));
        Assert.InRange(partitions, 20, 35);
        Assert.Contains(
            lines,
            line => line.StartsWith("| mfcc-pca-raw", StringComparison.Ordinal) && line.Contains("| k-means k=5 | 0.06", StringComparison.Ordinal));
        Assert.True(File.Exists(folder["results/report.html"]) && File.Exists(folder["results/report.xlsx"]));
    }

    private string Download()
    {
        var files = SyntheticFma.Shared.Files.Select(file => new { name = file.Name, sha1 = file.Sha1, bytes = file.Bytes });
        return $"corpus.download={JsonSerializer.Serialize(new { mirrors = new[] { $"{server.Address}fma/" }, allowHttp = true, files })}";
    }

    private CliResult Run(string verb, params string[] more) => CliResult.Of(Arguments(verb, more));

    private string[] Arguments(string verb, params string[] more) =>
    [
        verb, "--profile", "fma-small", "--out", folder["results"], "--cache", folder["cache"],
        "--set", $"corpus.path={folder["fma"]}",
        "--set", Download(),
        "--set", "models=[\"mfcc-pca\"]", "--set", "seeds=[0]", "--set", "features.crops=0",
        "--set", "evaluation={\"bootstrapCount\":100,\"permutationCount\":100}", .. more,
    ];
}
