namespace MusicCluster.Report;

/// <summary>What the statistical tests found.</summary>
internal static class StatisticsTables
{
    public static IEnumerable<ReportTable> Read(ReportSource source)
    {
        yield return Primary(ReportContent.Detail(
            source, "comparisons", $"Against {source.Baseline}",
            $"Difference in adjusted Rand index to {source.Baseline}, with the clusterer fixed beforehand (k-means, as many clusters as genres). Paired bootstrap over tracks; intervals are for one comparison alone, p-values are corrected for all in this table (Holm 1979). comparisons.csv has the other clusterers."));
        yield return ReportContent.Detail(
            source, "ranking", "Choosing without labels",
            "Representations by stability under 80 % subsampling, those below the median silhouette in the reference space last; beside it the order by genres, by which nothing may be chosen.");
        yield return ReportContent.Detail(
            source, "artists", "How much is artist recognition",
            "Agreement with the genres on all tracks, agreement when every artist is judged by one track (mean of 200 draws), and agreement with the artists themselves.");
    }

    private static ReportTable Primary(ReportTable table)
    {
        var column = Enumerable.Range(0, table.Columns.Count).First(i => table.Columns[i] == "primary");
        return table with { Name = "baseline", Rows = [.. table.Rows.Where(row => row[column] is "yes")] };
    }
}
