using MusicCluster.Foundation;

namespace MusicCluster.Report;

/// <summary>Everything that the renderings say, in their order.</summary>
/// <param name="Title">The report's title.</param>
/// <param name="Headline">Sentences, each true of the tables below.</param>
/// <param name="Tables">For people: pivoted and short.</param>
/// <param name="Details">The long tables as they are on disk, for the workbook.</param>
/// <param name="ProfileName">The run's profile.</param>
internal sealed record ReportContent(
    string Title, IReadOnlyList<string> Headline, IReadOnlyList<ReportTable> Tables, IReadOnlyList<ReportTable> Details, string ProfileName)
{
    private static readonly (string File, string Title, string Caption)[] DetailFiles =
    [
        ("summary", "All metrics over the seeds", "Mean and standard deviation over seeds; intervals by bootstrap over tracks."),
        ("metrics", "Every number", "One row per number; an undefined metric has no value and its reason in the last column."),
        ("comparisons", "Tests against the baseline", "Paired bootstrap over tracks; p-values corrected over the representations of one clusterer (Holm 1979)."),
        ("chance", "Tests against chance", "The genres shuffled over the tracks; p counts the observed value itself, so it is never 0."),
        ("failures", "Tracks left out", "Every track that a stage had to leave out, with the reason."),
    ];

    public static ReportContent Read(ReportSource source)
    {
        var summary = SummaryRow.Read(source.Table("summary.csv"));
        var models = CsvTable.Read(source.Table("models.csv"));
        var collapsed = CollapsedModels(models);
        var pivot = new MetricPivot(summary, collapsed);
        List<ReportTable> tables =
        [
            CorpusTable(source),
            ModelTable(models),
            pivot.Of("ari", "agreement", "Agreement with the genres: adjusted Rand index",
                "1 is perfect, 0 is chance, below 0 is worse than chance. Mean over seeds, in brackets the 95 % bootstrap interval over tracks. Genres are a proxy: a partition can be good and still not follow them."),
            pivot.Of("reference-silhouette", "reference", "Silhouette in one reference space",
                $"The same space ({ReferenceSpaceName(source)}) for every representation, so rows can be compared. −1 to 1, higher is better."),
            pivot.Of("silhouette", "silhouette", "Silhouette in each representation's own space",
                "−1 to 1, higher is better. Rows are different spaces: they must not be compared with one another."),
            pivot.Of("davies-bouldin", "davies-bouldin", "Davies-Bouldin index in each representation's own space",
                "0 and up, lower is better. Rows are different spaces: they must not be compared with one another."),
            .. StatisticsTables.Read(source),
            FailureTable(source),
        ];
        return new ReportContent(
            $"MusicCluster: {source.ProfileName}", Report.Headline.Of(source, summary, collapsed), tables, DetailTables(source), source.ProfileName);
    }

    /// <summary>Representations of which any seed is collapsed or failed, with the verdict.</summary>
    private static Dictionary<string, string> CollapsedModels(CsvTable models)
    {
        var verdict = models.Column("verdict");
        return models.Rows.Where(row => row[verdict].StartsWith("collapsed", StringComparison.Ordinal) || row[verdict].StartsWith("partly", StringComparison.Ordinal))
            .GroupBy(row => row[0]).ToDictionary(group => group.Key, group => group.First()[verdict]);
    }

    private static string ReferenceSpaceName(ReportSource source) =>
        CsvTable.Read(source.Table("evaluation.csv")).Rows.First(row => row[0] == "reference_space")[1];

    private static ReportTable CorpusTable(ReportSource source) => Detail(
        source, "corpus", "Corpus", "Tracks that have features, by genre. Genres are read for evaluation only and never reach training.");

    private static ReportTable ModelTable(CsvTable models) => new(
        "models", "Models",
        "Active units: latent dimensions whose mean varies over the tracks by more than 0.01. Relative error: squared reconstruction error over that of the mean track; below 1 is better than the mean.",
        models.Columns, Typed(models));

    private static ReportTable FailureTable(ReportSource source)
    {
        var failures = CsvTable.Read(source.Table("failures.csv"));
        var reasons = failures.Rows.GroupBy(row => (Stage: row[1], Reason: row[2]))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Reason, StringComparer.Ordinal).Take(20)
            .Select(group => (IReadOnlyList<object?>)[group.Key.Stage, group.Key.Reason, (double)group.Count()]).ToList();
        var caption = failures.Rows.Count == 0 ? "No track was left out." : "failures.csv lists every track.";
        return new ReportTable("left-out", "Tracks left out", caption, ["stage", "reason", "tracks"], reasons);
    }

    private static List<ReportTable> DetailTables(ReportSource source) =>
        [.. DetailFiles.Where(detail => File.Exists(source.Table(detail.File + ".csv"))).Select(detail => Detail(source, detail.File, detail.Title, detail.Caption))];

    internal static ReportTable Detail(ReportSource source, string name, string title, string caption)
    {
        var table = CsvTable.Read(source.Table(name + ".csv"));
        return new ReportTable(name, title, caption, table.Columns, Typed(table));
    }

    private static List<IReadOnlyList<object?>> Typed(CsvTable table) => [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(Typed)])];

    private static object? Typed(string text) =>
        text.Length == 0 ? null
        : double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : text;
}
