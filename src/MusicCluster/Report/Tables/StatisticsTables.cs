
namespace MusicCluster.Report.Tables;

/// <summary>What the statistical tests found; a test of labels is left out where there are none.</summary>
internal static class StatisticsTables
{
    /// <summary>The same in every row; the captions say them once.</summary>
    private static readonly string[] Constant = ["clusterer", "parameters", "metric", "primary"];

    public static IEnumerable<ReportTable> Read(ReportSource source, MetricPivot pivot)
    {
        var method = source.Primary.Replace('/', ' ').Trim();
        if (pivot.Has("ari"))
        {
            yield return Primary(ReportContent.Of(
                source, "comparisons", $"Against {source.Baseline}",
                $"Difference in adjusted Rand index to {source.Baseline}, with the clusterer fixed beforehand ({method}). Paired bootstrap over tracks; intervals are for one comparison alone, p-values are corrected for all in this table (Holm 1979). comparisons.csv has the other clusterers."));
        }

        var fusion = Main(ReportContent.Of(
            source, "fusion", "With the words",
            $"Each representation alone and beside the words, with the clusterer fixed beforehand ({method}): dimensions of both parts, the lyrics' share of all variance, and the difference in adjusted Rand index (paired bootstrap over tracks, Holm-corrected). A number behind +lyrics is the weight of a block; concatenated is TF-IDF as it is, standardized is TF-IDF z-scored: there the words' share grows with the number of their dimensions, in the other it hardly counts."));
        if (fusion.Rows.Count > 0)
        {
            yield return fusion;
        }

        var ranking = ReportContent.Of(
            source, "ranking", "Choosing without labels",
            "Representations by stability under 80 % subsampling, those below the median silhouette in the reference space last"
            + (pivot.Has("ari") ? "; beside it the order by genres, by which nothing may be chosen." : "."));
        yield return CorpusTables.Words(ranking);
        if (pivot.Has("ari"))
        {
            yield return Main(ReportContent.Of(
                source, "artists", "How much is artist recognition",
                $"Adjusted Rand index ({method}): agreement with the genres on all tracks, agreement when every artist is judged by one track (mean of 200 draws), and agreement with the artists themselves."));
        }
    }

    /// <summary>The rows of the clusterer that was fixed beforehand, without the columns that say so in each.</summary>
    private static ReportTable Primary(ReportTable table)
    {
        var primary = table.Columns.ToList().IndexOf("primary");
        return Main(table with { Name = "baseline", Rows = primary < 0 ? table.Rows : [.. table.Rows.Where(row => row[primary] is "yes")] });
    }

    private static ReportTable Main(ReportTable table)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !Constant.Contains(table.Columns[column]))];
        return CorpusTables.Words(table with
        {
            Columns = [.. kept.Select(column => table.Columns[column])],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. kept.Select(column => row[column])])],
        });
    }
}
