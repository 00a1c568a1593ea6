using System.Globalization;
using MusicCluster.Evaluation;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using MusicCluster.Report;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tables;

namespace MusicCluster.Pipeline;

/// <summary>Two folders of results side by side.</summary>
/// <param name="First">Name of the first.</param>
/// <param name="Second">Name of the second.</param>
/// <param name="Caption">How the differences were tested, or why they were not.</param>
/// <param name="Table">One row per representation and partition.</param>
public sealed record RunComparison(string First, string Second, string Caption, CsvTable Table)
{
    private const int ResampleCount = 1000;
    private const double Significance = 0.05;

    /// <summary>Compares a metric of all partitions that either folder has.</summary>
    /// <remarks>
    /// Means are those over the seeds. Tests are paired: the same resampled tracks score the first seed's partition of both runs, so they
    /// need the same tracks with the same genres in both; p-values are Holm-corrected over all rows.
    /// </remarks>
    /// <param name="firstFolder">A folder of results.</param>
    /// <param name="secondFolder">Another one.</param>
    /// <param name="metric">A metric of <c>summary.csv</c>.</param>
    /// <exception cref="UserException">A folder holds no results, or the metric is in neither.</exception>
    public static RunComparison Of(string firstFolder, string secondFolder, string metric = "ari")
    {
        var (first, second) = (Run.Read(firstFolder, metric), Run.Read(secondFolder, metric));
        var names = first.Means.Keys.Union(second.Means.Keys).ToList();
        if (names.Count == 0)
        {
            throw new UserException($"Metric '{metric}' is in neither summary.csv; the nearest is '{Nearest.To(metric, first.Metrics.Union(second.Metrics))}'.");
        }

        var obstacle = Obstacle(first, second, metric);
        var tests = obstacle.Length > 0 ? [] : Test(first, second, metric, names);
        var table = new CsvTable("representation", "partition", "first", "second", "difference", "first_seed_difference", "ci_low", "ci_high", "p_value", "p_adjusted", "verdict");
        foreach (var name in names)
        {
            var (mean, other) = (first.Means.GetValueOrDefault(name), second.Means.GetValueOrDefault(name));
            var test = tests.GetValueOrDefault(name);
            table.Add(
                name.Representation, name.Partition, mean, other, other - mean, test?.Difference, test?.Low, test?.High, test?.PValue, test?.AdjustedPValue,
                Verdict(first, second, name, test));
        }

        var (title, otherTitle) = Titles(firstFolder, secondFolder);
        var caption = obstacle.Length > 0
            ? $"Not tested: {obstacle}."
            : $"Tests: paired bootstrap over the {first.Tracks.Rows.Count} tracks that both have, {ResampleCount} resamples, on the first seed's partitions; p-values Holm-corrected over {tests.Count} rows.";
        return new RunComparison(title, otherTitle, $"{metric}, means over seeds; a difference above 0 means that the second is higher. {caption}", table);
    }

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown() => MarkdownText.Table(
        $"{First} and {Second}", Caption, Table.Columns.Select(column => column == "first" ? First : column == "second" ? Second : column.Replace('_', ' ')),
        Table.Rows.Select(row => row.Select(CellText.Parse)));

    private static string Verdict(Run first, Run second, (string, string) name, PairedComparison? test) =>
        !second.Means.ContainsKey(name) ? "only in the first"
        : !first.Means.ContainsKey(name) ? "only in the second"
        : test is null ? "not tested"
        : test.AdjustedPValue is not { } p ? test.Status
        : p > Significance ? "no difference shown" : test.Difference > 0 ? "second is higher" : "first is higher";

    /// <summary>Why the runs cannot be compared track by track, or nothing.</summary>
    private static string Obstacle(Run first, Run second, string metric)
    {
        if (!ExternalMetrics.Names.Contains(metric))
        {
            return $"'{metric}' does not compare with genres, and only such metrics can be scored again from assignments.csv";
        }

        var genres = second.Tracks.Rows.ToDictionary(row => row[0], row => row[1]);
        var common = first.Tracks.Rows.Count(row => genres.ContainsKey(row[0]));
        if (common != first.Tracks.Rows.Count || common != genres.Count)
        {
            return $"the tracks are not the same: {first.Tracks.Rows.Count} and {genres.Count}, {common} in both";
        }

        var changed = first.Tracks.Rows.Count(row => genres[row[0]] != row[1]);
        return changed > 0 ? $"{changed} tracks have another genre in the second" : "";
    }

    private static Dictionary<(string, string), PairedComparison> Test(
        Run first, Run second, string metric, List<(string Representation, string Partition)> names)
    {
        var genres = first.Tracks.Rows.Select(row => row[1]).ToList();
        var resamples = new TrackResamples(genres.Count, ResampleCount, new SeedSequence(0).Derive("compare"));
        var both = names.Where(name => first.Column(name) >= 0 && second.Column(name) >= 0).ToList();
        var rowOf = second.Tracks.Rows.ToDictionary(row => row[0]);
        var tests = both.Select(name => PairedComparison.Compare(
            genres,
            new Dictionary<string, IReadOnlyList<int[]>>
            {
                ["first"] = [[.. first.Tracks.Rows.Select(row => Number(row[first.Column(name)]))]],
                ["second"] = [[.. first.Tracks.Rows.Select(row => Number(rowOf[row[0]][second.Column(name)]))]],
            },
            "first", metric, resamples)[0]).ToList();
        var tested = tests.Where(test => test.PValue is not null).ToList();
        var adjusted = PairedComparison.Holm([.. tested.Select(test => test.PValue!.Value)]);
        return both.Select((name, i) => (name, Test: tests[i].PValue is null ? tests[i] : tests[i] with { AdjustedPValue = adjusted[tested.IndexOf(tests[i])] }))
            .ToDictionary(item => item.name, item => item.Test);
    }

    /// <summary>The folders' names, with their parents' where they are the same.</summary>
    private static (string First, string Second) Titles(string first, string second)
    {
        var (name, other) = (Name(first), Name(second));
        return name != other ? (name, other) : ($"{Name(Path.GetDirectoryName(Path.GetFullPath(first))!)}/{name}", $"{Name(Path.GetDirectoryName(Path.GetFullPath(second))!)}/{other}");

        static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What is read of one folder.</summary>
    private sealed record Run(CsvTable Tracks, IReadOnlyDictionary<(string Representation, string Partition), double?> Means, IReadOnlyList<string> Metrics)
    {
        private readonly Dictionary<string, int> columns = Tracks.Columns.Select((name, i) => (name, i)).ToDictionary(item => item.name, item => item.i);

        public static Run Read(string folder, string metric)
        {
            var path = Path.Combine(folder, "summary.csv");
            if (!File.Exists(path))
            {
                throw new UserException($"'{folder}' holds no summary.csv; name a folder of results that the run verb has written.");
            }

            var rows = SummaryRow.Read(path);
            return new Run(
                CsvTable.Read(Path.Combine(folder, "assignments.csv")),
                rows.Where(row => row.Metric == metric).ToDictionary(row => (row.Representation, row.Partition), row => row.Mean),
                [.. rows.Select(row => row.Metric).Distinct()]);
        }

        public int Column((string Representation, string Partition) name) =>
            columns.GetValueOrDefault($"{name.Representation}/{name.Partition.Replace(' ', '/')}", -1);
    }
}
