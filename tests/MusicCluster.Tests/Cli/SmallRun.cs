using System.Text.Json;
using MusicCluster.Cli;

namespace MusicCluster.Tests.Cli;

/// <summary>A run on a few clips of the sample, with models so small that it takes a second.</summary>
internal sealed class SmallRun : IDisposable
{
    /// <summary>Every rendering.</summary>
    public const string AllFormats = "\"md\", \"xlsx\", \"html\", \"tex\"";

    private readonly TemporaryFolder folder = new();

    private readonly string formats;

    /// <param name="trackCount">How many clips.</param>
    /// <param name="formats">Renderings of the report: all of them take longer than the rest of the run.</param>
    public SmallRun(int trackCount = 12, string formats = "\"md\"")
    {
        this.formats = formats;
        Directory.CreateDirectory(Corpus);
        var rows = File.ReadAllLines(Path.Combine(Repository.Sample, "tracks.csv"));
        // A few of every genre: the sample lists twenty of each, one genre after the other.
        var chosen = Enumerable.Range(0, trackCount).Select(i => rows[1 + (i * 80 / trackCount)]).ToList();
        File.WriteAllLines(Table, [rows[0], .. chosen]);
        Directory.CreateSymbolicLink(Path.Combine(Corpus, "audio"), Path.Combine(Repository.Sample, "audio"));
        WriteProfile("\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 3 }, { \"name\": \"conv-ae\", \"epochs\": 1 }");
    }

    public string Root => folder.Path;

    public string Corpus => folder["corpus"];

    public string Table => Path.Combine(Corpus, "tracks.csv");

    public string Profile => folder["small.json"];

    public string Output => folder["results"];

    public string Cache => folder["cache"];

    public void WriteProfile(string models) => File.WriteAllText(Profile, $$"""
        {
          "corpus": { "path": {{JsonSerializer.Serialize(Corpus)}} },
          "lyrics": { "sources": [ "files" ] },
          "models": [ {{models}} ],
          "seeds": [ 0, 1 ],
          "clusterers": [ { "name": "k-means", "k": [ 2, "genres" ] }, { "name": "ward", "k": [ 3 ] }, "dbscan" ],
          "report": { "formats": [ {{formats}} ] },
          "evaluation": { "bootstrapCount": 100, "permutationCount": 100 }
        }
        """);

    /// <summary>Adds a row to the corpus's table.</summary>
    public void AddTrack(string id, string genre, string file, string lyricsFile = "") =>
        File.AppendAllText(Table, $"{id},{genre},Title {id},Artist {id},CC0,test,{file},{lyricsFile}\n");

    /// <summary>Arguments of a verb on this run.</summary>
    public string[] Arguments(string verb, params string[] more) =>
        [verb, "--profile", Profile, "--out", Output, "--cache", Cache, .. more];

    public CliResult Run(string verb, params string[] more) => CliResult.Of(Arguments(verb, more));

    /// <summary>The tables of the results by name.</summary>
    public Dictionary<string, string> Tables() => Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".csv" or ".md")
        .ToDictionary(path => Path.GetRelativePath(Output, path), File.ReadAllText);

    public string[] TableLines(string name) => File.ReadAllLines(Path.Combine(Output, name));

    public void Dispose() => folder.Dispose();
}

/// <summary>What a command line said and did.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of standard output: the folder.</summary>
    public string Folder => Output.TrimEnd('\n').Split('\n')[^1];

    public static CliResult Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return new CliResult(CommandLine.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }
}
