using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tables;

namespace MusicCluster.Pipeline;

/// <summary>Two folders of results side by side.</summary>
/// <param name="First">Name of the first.</param>
/// <param name="Second">Name of the second.</param>
/// <param name="Caption">How the differences were tested, or why they were not.</param>
/// <param name="Rows">One row per representation and partition.</param>
public sealed record RunComparison(string First, string Second, string Caption, IReadOnlyList<RunComparisonRow> Rows)
{
    private const int ResampleCount = 1000;

    /// <summary>The table as it is written.</summary>
    public CsvTable Table => Foundation.Tables.Table.ToCsv(Rows);

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
        var (first, second) = (ComparedRun.Read(firstFolder, metric), ComparedRun.Read(secondFolder, metric));
        var keys = first.Means.Keys.Union(second.Means.Keys).ToList();
        if (keys.Count == 0)
        {
            var known = first.Metrics.Union(second.Metrics).Select(item => item.Name);
            throw new UserException($"Metric '{metric}' is in neither summary.csv; the nearest is '{Nearest.To(metric, known)}'.");
        }

        var obstacle = Obstacle(first, second, Metric.Parse(metric));
        var tests = obstacle.Length > 0 ? [] : Test(first, second, Metric.Parse(metric), keys);
        var rows = keys.Select(key => Row(first, second, key, tests.GetValueOrDefault(key))).ToList();
        var (title, otherTitle) = Titles(firstFolder, secondFolder);
        var caption = obstacle.Length > 0
            ? $"Not tested: {obstacle}."
            : $"Tests: paired bootstrap over the {first.Tracks.Rows.Count} tracks that both have, {ResampleCount} resamples, on the first seed's partitions; "
                + $"p-values Holm-corrected over {tests.Count} rows.";
        return new RunComparison(title, otherTitle, $"{metric}, means over seeds; a difference above 0 means that the second is higher. {caption}", rows);
    }

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown()
    {
        var table = Table;
        return MarkdownText.Table(
            $"{First} and {Second}", Caption,
            table.Columns.Select(column => column == "first" ? First : column == "second" ? Second : column.Replace('_', ' ')),
            table.Rows.Select(row => row.Select(CellText.Parse)));
    }

    private static RunComparisonRow Row(ComparedRun first, ComparedRun second, PartitionKey key, PairedComparison? test)
    {
        var (mean, other) = (first.Means.GetValueOrDefault(key), second.Means.GetValueOrDefault(key));
        return new RunComparisonRow(
            key.Representation.ToString(), key.Method.Caption, mean, other, other - mean, test?.Difference, test?.Low, test?.High, test?.PValue,
            test?.AdjustedPValue, VerdictText(first, second, key, test));
    }

    private static string VerdictText(ComparedRun first, ComparedRun second, PartitionKey key, PairedComparison? test) =>
        !second.Means.ContainsKey(key) ? "only in the first"
        : !first.Means.ContainsKey(key) ? "only in the second"
        : test is null ? "not tested"
        : Verdicts.Of(test.Difference, test.AdjustedPValue) switch
        {
            Verdict.NotTested => test.Status,
            Verdict.Better => "second is higher",
            Verdict.Worse => "first is higher",
            _ => "no difference shown",
        };

    /// <summary>Why the runs cannot be compared track by track, or nothing.</summary>
    private static string Obstacle(ComparedRun first, ComparedRun second, Metric metric)
    {
        if (!metric.NeedsLabels)
        {
            return $"'{metric}' does not compare with genres, and only such metrics can be scored again from assignments.csv";
        }

        var genres = second.Tracks.Rows.ToDictionary(row => row.TrackId, row => row.Genre);
        var (firstCount, common) = (first.Tracks.Rows.Count, first.Tracks.Rows.Count(row => genres.ContainsKey(row.TrackId)));
        if (common != firstCount || common != genres.Count)
        {
            return $"the tracks are not the same: {firstCount} and {genres.Count}, {common} in both";
        }

        var changed = first.Tracks.Rows.Count(row => genres[row.TrackId] != row.Genre);
        return changed > 0 ? $"{changed} tracks have another genre in the second" : "";
    }

    private static Dictionary<PartitionKey, PairedComparison> Test(ComparedRun first, ComparedRun second, Metric metric, List<PartitionKey> keys)
    {
        var genres = first.Tracks.Rows.Select(row => row.Genre).ToList();
        var resamples = new TrackResamples(genres.Count, ResampleCount, new SeedSequence(0).Derive("compare"));
        var rowOf = second.Tracks.Rows.Select((row, i) => (row.TrackId, i)).ToDictionary(item => item.TrackId, item => item.i);
        int[] order = [.. first.Tracks.Rows.Select(row => rowOf[row.TrackId])];
        var both = keys.Where(key => first.Labels(key) is not null && second.Labels(key) is not null).ToList();
        var tests = PairedComparison.Correct([.. both.Select(key => PairedComparison.Compare(
            genres,
            new Dictionary<string, IReadOnlyList<int[]>>
            {
                ["first"] = [[.. first.Labels(key)!]],
                ["second"] = [[.. order.Select(row => second.Labels(key)![row])]],
            },
            "first", metric, resamples)[0])]);
        return both.Zip(tests).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The folders' names, with their parents' where they are the same.</summary>
    private static (string First, string Second) Titles(string first, string second)
    {
        var (name, other) = (Name(first), Name(second));
        return name != other ? (name, other) : ($"{Parent(first)}/{name}", $"{Parent(second)}/{other}");

        static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

        static string Parent(string folder) => Name(Path.GetDirectoryName(Path.GetFullPath(folder))!);
    }

    /// <summary>What is read of one folder.</summary>
    private sealed record ComparedRun(
        WideTable<AssignmentRow, int> Tracks, IReadOnlyDictionary<PartitionKey, double?> Means, IReadOnlyList<Metric> Metrics)
    {
        private readonly Dictionary<string, Series<int>> partitions = Tracks.Series.ToDictionary(series => series.Name);

        public IReadOnlyList<int>? Labels(PartitionKey key) => partitions.GetValueOrDefault(key.ToString())?.Values;

        public static ComparedRun Read(string folder, string metric)
        {
            if (!File.Exists(Foundation.Tables.Table.PathIn<SummaryRow>(folder)))
            {
                throw new UserException($"'{folder}' holds no summary.csv; name a folder of results that the run verb has written.");
            }

            var rows = Foundation.Tables.Table.Read<SummaryRow>(folder);
            return new ComparedRun(
                Foundation.Tables.Table.ReadWide<AssignmentRow, int>(folder),
                rows.Where(row => row.Metric.Name == metric).ToDictionary(row => row.Key, row => row.Mean),
                [.. rows.Select(row => row.Metric).Distinct()]);
        }
    }
}

/// <summary>A partition in both runs.</summary>
[Table("comparison.csv", "What the compare verb prints with --format csv: two runs side by side.", Stage = "compare")]
public sealed record RunComparisonRow(
    [Column("representation", "The space.")] string Representation,
    [Column("partition", "The clusterer and its parameters.")] string Partition,
    [Column("first", "Mean over the seeds of the first run.")] double? First,
    [Column("second", "Mean over the seeds of the second run.")] double? Second,
    [Column("difference", "Second less first.")] double? Difference,
    [Column("first_seed_difference", "The same of the first seed's partitions.")] double? FirstSeedDifference,
    [Column("ci_low", "Lower end of the interval of that difference.")] double? Low,
    [Column("ci_high", "Upper end of that interval.")] double? High,
    [Column("p_value", "Two-sided, of this comparison alone.")] double? PValue,
    [Column("p_adjusted", "After Holm's correction for all rows.")] double? AdjustedPValue,
    [Column("verdict", "What follows at the level .05, or why nothing does.")] string Verdict);
