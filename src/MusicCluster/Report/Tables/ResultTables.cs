
namespace MusicCluster.Report.Tables;

/// <summary>What came out: representations × clusterers.</summary>
internal static class ResultTables
{
    private static readonly (string Metric, string Column)[] MainMetrics =
    [
        ("ari", "ARI"), ("ami", "AMI"), ("v-measure", "V-measure"), ("purity", "purity"), ("accuracy", "accuracy"),
        ("reference-silhouette", "reference silhouette"), ("silhouette", "own silhouette"), ("stability", "stability over seeds"),
    ];

    public static IEnumerable<ReportTable> Read(ReportSource source, IReadOnlyList<SummaryRow> summary, MetricPivot pivot)
    {
        yield return Main(source, summary, pivot);
        var space = source.Evaluation("reference_space");
        var tables = new[]
        {
            pivot.Of("ari", "agreement", "Agreement with the genres: adjusted Rand index",
                "1 is perfect, 0 is chance, below 0 is worse than chance. Mean ± standard deviation over seeds, in brackets the " + source.Coverage + " bootstrap interval over tracks. Genres are a proxy: a partition can be good and still not follow them."),
            pivot.Of("reference-silhouette", "reference", "Silhouette in one reference space",
                $"The same space ({space}) for every representation, so rows can be compared. −1 to 1, higher is better. Nothing is marked: silhouettes are not tested."),
            pivot.Of("silhouette", "silhouette", "Silhouette in each representation's own space",
                "−1 to 1, higher is better. Rows are different spaces: they must not be compared with one another.").Select(Long),
            pivot.Of("davies-bouldin", "davies-bouldin", "Davies-Bouldin index in each representation's own space",
                "0 and up, lower is better. Rows are different spaces: they must not be compared with one another.").Select(Long),
        };
        foreach (var table in tables.SelectMany(made => made))
        {
            yield return table;
        }

        static ReportTable Long(ReportTable table) => table with { IsShort = false };
    }

    /// <summary>All metrics of the clusterer that was fixed beforehand, beside the test against the baseline.</summary>
    private static ReportTable Main(ReportSource source, IReadOnlyList<SummaryRow> summary, MetricPivot pivot)
    {
        var partition = source.Primary.Replace('/', ' ').Trim();
        var own = summary.Where(row => row.Partition == partition).ToList();
        var metrics = MainMetrics.Where(metric => own.Any(row => row.Metric == metric.Metric && row.Mean is not null)).ToList();
        var rows = pivot.Rows(partition, [.. metrics.Select(metric => metric.Metric)]).ToList();
        var tests = Tests(source);
        string[] added = pivot.Has("ari") && tests.Count > 0 ? ["difference", "p"] : [];
        var caption = own.Count == 0 ? "No representation could be clustered."
            : $"This clusterer was fixed beforehand. {(source.Seeds.Count == 1 ? "One seed" : $"Mean ± standard deviation over {source.Seeds.Count} seeds")}, in brackets the {source.Coverage} bootstrap interval over tracks."
            + (added.Length > 0 ? $" Difference: ARI less that of {source.Baseline}; p: paired bootstrap, corrected for all rows (Holm 1979)." : "")
            + " Own silhouettes are of different spaces and must not be compared between rows." + pivot.Note(own);
        return new ReportTable(
            "results", $"Results with {partition}", caption, ["representation", .. metrics.Select(metric => metric.Column), .. added],
            [.. rows.Select(row => added.Length == 0 ? row : [.. row, .. tests.GetValueOrDefault(Name(row), [null, null])])]);
    }

    private static string Name(IReadOnlyList<object?> row) => ((string)row[0]!).Replace(MetricPivot.Dagger, "", StringComparison.Ordinal);

    private static Dictionary<string, object?[]> Tests(ReportSource source)
    {
        var table = source.Read("comparisons.csv");
        var (primary, difference, p) = (table.Column("primary"), table.Column("difference"), table.Column("p_adjusted"));
        return table.Rows.Where(row => row[primary] == "yes").ToDictionary(row => row[0], row => new[] { CellText.Parse(row[difference]), CellText.Parse(row[p]) });
    }
}
