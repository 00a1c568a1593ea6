using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Report.Tables;

/// <summary>What came out: representations × clusterers.</summary>
internal static class ResultTables
{
    private static readonly (Metric Metric, string Column)[] MainMetrics =
    [
        (Metric.AdjustedRandIndex, "ARI"), (Metric.AdjustedMutualInformation, "AMI"), (Metric.VMeasure, "V-measure"), (Metric.Purity, "purity"),
        (Metric.Accuracy, "accuracy"), (Metric.ReferenceSilhouette, "reference silhouette"), (Metric.Silhouette, "own silhouette"),
        (Metric.Stability, "stability over seeds"),
    ];

    public static IEnumerable<ReportTable> Read(ReportSource source, IReadOnlyList<SummaryRow> summary, MetricPivot pivot)
    {
        yield return Main(source, summary, pivot);
        foreach (var table in NeighborTable.Read(source, summary, pivot))
        {
            yield return table;
        }

        var space = source.Settings.ReferenceSpace;
        var tables = new[]
        {
            pivot.Of(Metric.AdjustedRandIndex, "agreement", "Agreement with the genres: adjusted Rand index",
                "1 is perfect, 0 is chance, below 0 is worse than chance. Mean ± standard deviation over seeds, in brackets the "
                + source.Coverage + " bootstrap interval over tracks. Genres are a proxy: a partition can be good and still not follow them."),
            pivot.Of(Metric.ReferenceSilhouette, "reference", "Silhouette in one reference space",
                $"The same space ({space}) for every representation, so rows can be compared. "
                + $"−1 to 1, higher is better. Nothing is marked: silhouettes are not tested."),
            pivot.Of(Metric.Silhouette, "silhouette", "Silhouette in each representation's own space",
                "−1 to 1, higher is better. Rows are different spaces: they must not be compared with one another.").Select(Long),
            pivot.Of(Metric.DaviesBouldin, "davies-bouldin", "Davies-Bouldin index in each representation's own space",
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
        var own = summary.Where(row => row.Key.Method == source.Primary).ToList();
        var metrics = MainMetrics.Where(metric => own.Any(row => row.Metric == metric.Metric && row.Mean is not null)).ToList();
        var rows = pivot.Rows(source.Primary, [.. metrics.Select(metric => metric.Metric)]).ToList();
        var tests = source.Rows<ComparisonRow>().Where(row => row.IsPrimary).ToDictionary(row => row.Key.Representation);
        string[] added = pivot.Has(Metric.AdjustedRandIndex) && tests.Count > 0 ? ["difference", "p"] : [];
        return new ReportTable(
            "results", $"Results with {source.Primary.Caption}", Caption(source, own, pivot, added.Length > 0),
            ["representation", .. metrics.Select(metric => metric.Column), .. added],
            [.. rows.Select(row => added.Length == 0 ? row.Cells : [.. row.Cells, .. Test(tests.GetValueOrDefault(row.Representation))])]);
    }

    private static string Caption(ReportSource source, List<SummaryRow> own, MetricPivot pivot, bool withTests)
    {
        if (own.Count == 0)
        {
            return "No representation could be clustered.";
        }

        var seeds = source.Settings.Seeds.Count == 1 ? "One seed" : $"Mean ± standard deviation over {source.Settings.Seeds.Count} seeds";
        return $"This clusterer was fixed beforehand. {seeds}, in brackets the {source.Coverage} bootstrap interval over tracks."
            + (withTests ? $" Difference: ARI less that of {source.Baseline}; p: paired bootstrap, corrected for all rows (Holm 1979)." : "")
            + " Own silhouettes are of different spaces and must not be compared between rows." + pivot.Note(own);
    }

    private static object?[] Test(ComparisonRow? row) => [row?.Difference, row?.AdjustedPValue];
}
