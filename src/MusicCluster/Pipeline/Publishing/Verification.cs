using MusicCluster.Foundation;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>Regenerates the tables from nothing and compares them with those that are there.</summary>
/// <param name="Differences">One line per table that differs.</param>
/// <param name="Summary">What was compared.</param>
internal sealed record Verification(IReadOnlyList<string> Differences, string Summary)
{
    private const string ReportName = "report.md";

    /// <summary>Where the results were made may differ: that is what verifying elsewhere is for.</summary>
    private const string EnvironmentTable = "environment.csv";
    private const string EnvironmentHeading = "## Environment";

    /// <summary>Runs the whole chain in a cache and an output folder of its own, which are removed at the end.</summary>
    /// <param name="context">The run whose output folder holds the tables to be checked.</param>
    /// <param name="onStage">Told after each stage.</param>
    /// <exception cref="UserException">There are no tables to compare with.</exception>
    public static Verification Run(RunContext context, Action<StageResult> onStage)
    {
        var names = TableNames(context.OutputFolder);
        if (names.Count == 0)
        {
            throw new UserException($"'{context.OutputFolder}' holds no tables to compare with; run the report verb first.");
        }

        var scratch = Path.Combine(context.Cache.Root, $"verify-{Guid.NewGuid():N}");
        try
        {
            var fresh = context with
            {
                Cache = new StageCache(Path.Combine(scratch, "cache"), context.Cancellation), OutputFolder = Path.Combine(scratch, "out"),
            };
            GroupHistory.CopyTo(context.OutputFolder, fresh.OutputFolder);
            new PipelineRun(fresh, onStage).Run(PipelineRun.StageNames[^1]);
            return Compare(context.OutputFolder, fresh.OutputFolder, names);
        }
        finally
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }
        }
    }

    /// <summary>Compares tables byte by byte and says how far apart they are.</summary>
    internal static Verification Compare(string expectedFolder, string actualFolder, IReadOnlyList<string> names)
    {
        var all = names.Union(TableNames(actualFolder)).Order(StringComparer.Ordinal).ToList();
        var differences = all.Select(name => Difference(name, Path.Combine(expectedFolder, name), Path.Combine(actualFolder, name)))
            .Where(difference => difference.Length > 0).ToList();
        return new Verification(differences, $"{all.Count - differences.Count} of {all.Count} tables are the same, byte by byte.");
    }

    private static List<string> TableNames(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != EnvironmentTable && (Path.GetExtension(path) is ".csv" or ".tex" || Path.GetFileName(path) == ReportName))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    private static string Difference(string name, string expected, string actual)
    {
        if (!File.Exists(expected) || !File.Exists(actual))
        {
            return $"{name}: {(File.Exists(expected) ? "is no longer made" : "was not there before")}.";
        }

        var (before, after) = (Lines(expected), Lines(actual));
        var changed = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Where(i => i >= before.Length || i >= after.Length || before[i] != after[i]).ToList();
        return changed.Count == 0
            ? ""
            : $"{name}: {changed.Count} of {after.Length} lines differ; the first is line {changed[0] + 1}: "
                + $"'{Line(before, changed[0])}' is now '{Line(after, changed[0])}'.";
    }

    /// <summary>A file's lines; of the report, without those that tell of the machine.</summary>
    private static string[] Lines(string path)
    {
        var lines = File.ReadAllLines(path);
        var start = Path.GetFileName(path) == ReportName ? Array.IndexOf(lines, EnvironmentHeading) : -1;
        return start < 0 ? lines : [.. lines[..start], .. lines[(start + 1)..].SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(none)";
}
