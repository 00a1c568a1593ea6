using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness;

/// <summary>A profile on the sample with models so small that a run takes seconds, in a folder of its own.</summary>
internal sealed class Chain : IDisposable
{
    /// <summary>One of every family, trained for seconds.</summary>
    public const string SmallModels = "\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 5 }, "
        + "{ \"name\": \"vicreg-statistics\", \"epochs\": 2 }, { \"name\": \"conv-vae\", \"epochs\": 1 }";

    private static readonly string Root = Workspace.Find(AppContext.BaseDirectory).Root;

    public Chain(string corpus = "", string models = SmallModels)
    {
        Directory.CreateDirectory(Folder);
        WriteProfile(corpus.Length > 0 ? corpus : SamplePath, models);
    }

    public static string SamplePath => Path.Combine(Root, "data", "sample");

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"mc-robust-{Guid.NewGuid():N}");

    public string Profile => Path.Combine(Folder, "small.json");

    public string Output { get; set => field = value; } = "";

    public string Cache { get; set => field = value; } = "";

    public void WriteProfile(string corpus, string models, string more = "")
    {
        Output = Output.Length > 0 ? Output : Path.Combine(Folder, "results");
        Cache = Cache.Length > 0 ? Cache : Path.Combine(Folder, "cache");
        File.WriteAllText(Profile, $$"""
            {
              "corpus": { "path": {{JsonSerializer.Serialize(corpus)}} },
              "lyrics": { "sources": ["files"] },
              "features": { "crops": 10 },
              "models": [ {{models}} ],
              "seeds": [0],
              "clusterers": [ { "name": "k-means", "k": [2, "genres"] }, "dbscan" ],
              "report": { "formats": ["md", "html"] },
              "evaluation": { "bootstrapCount": 100, "permutationCount": 100 }{{more}}
            }
            """);
    }

    public Process Start(string verb = "run", params (string Name, string Value)[] environment) =>
        Start([verb, "--profile", Profile, "--out", Output, "--cache", Cache], environment);

    public static Process Start(string[] arguments, params (string Name, string Value)[] environment) => StartAs([], arguments, environment);

    /// <summary>The same through a command that starts others, such as one that changes the user.</summary>
    public static Process StartAs(string[] starter, string[] arguments, params (string Name, string Value)[] environment)
    {
        // Whoever starts this in the background has made the shell ignore SIGINT, and children inherit that.
        string[] command = ["--default-signal=INT,TERM", .. starter, "dotnet", "exec",
            Path.Combine(AppContext.BaseDirectory, "MusicCluster.Cli.dll"), .. arguments];
        var start = new ProcessStartInfo("env", command) { RedirectStandardError = true, RedirectStandardOutput = true };
        (string, string)[] calm = [("OMP_WAIT_POLICY", "PASSIVE"), .. environment];
        foreach (var (name, value) in calm)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public RunResult Run(string verb = "run", params (string Name, string Value)[] environment) => RunResult.Of(Start(verb, environment));

    /// <summary>Digests of everything published that decides or shows a number; the manifest by its science alone.</summary>
    public IReadOnlyDictionary<string, string> Results() => Directory.Exists(Output)
        ? Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not ("sweep.txt" or "environment.csv"))
            .ToDictionary(path => Path.GetRelativePath(Output, path), path => Path.GetFileName(path) == "manifest.json" ? Science(path) : Digest.OfFile(path))
        : new Dictionary<string, string>();

    /// <summary>Digests of what the cache holds, without the locks and without what tells of times and this process.</summary>
    public IReadOnlyDictionary<string, string> CacheFiles() =>
        Directory.EnumerateFiles(Cache, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(path => Path.GetFileName(path) is not ("sweep.txt" or "environment.csv" or "stage.json" or "timing.json" or "training.csv")
            && !path.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(Cache, path), Digest.OfFile);

    /// <summary>The names whose content differs.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second) =>
        [.. first.Keys.Union(second.Keys).Where(name => first.GetValueOrDefault(name) != second.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];

    /// <summary>Files in the making that nobody will finish.</summary>
    public IReadOnlyList<string> Leftovers() =>
        [.. Directory.EnumerateFileSystemEntries(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path => path.EndsWith(".tmp", StringComparison.Ordinal) || path.EndsWith(".partial", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Science(string path)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(path));
        return Digest.OfText(manifest.RootElement.GetProperty("science").GetRawText());
    }
}

/// <summary>What a run of the command line came to.</summary>
internal sealed record RunResult(int ExitCode, string Errors, double Seconds)
{
    /// <summary>The last line on standard error: the sentence, where something went wrong.</summary>
    public string LastLine => Errors.TrimEnd().Split('\n')[^1];

    /// <summary>Waits for the end of a run; one that hangs is killed after the limit, so that it is found and not waited for.</summary>
    public static RunResult Of(Process started, TimeSpan? limit = null)
    {
        using var process = started;
        using var hang = new Timer(_ => Kill(process), null, limit ?? TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        var watch = Stopwatch.StartNew();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        return new RunResult(process.ExitCode, errors, watch.Elapsed.TotalSeconds);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit {ExitCode} after {Seconds:F1} s: {LastLine}");
}
