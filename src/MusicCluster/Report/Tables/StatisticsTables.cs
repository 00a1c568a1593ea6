using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Report.Tables;

/// <summary>What the statistical tests found; a test of labels is left out where there are none.</summary>
internal static class StatisticsTables
{
    /// <summary>The same in every row; the captions state them once.</summary>
    private static readonly string[] Constant = ["clusterer", "parameters", "metric", "primary"];

    public static IEnumerable<ReportTable> Read(ReportSource source, MetricPivot pivot)
    {
        var method = source.Primary.Caption;
        var hasGenres = pivot.Has(Metric.AdjustedRandIndex);
        if (hasGenres)
        {
            yield return Of(
                source.Rows<ComparisonRow>().Where(row => row.IsPrimary), "baseline", $"Against {source.Baseline}",
                $"Difference in adjusted Rand index to {source.Baseline}, with the clusterer fixed beforehand ({method}). Paired bootstrap over tracks; "
                + "intervals are for one comparison alone, p-values are corrected for all "
                + "in this table (Holm 1979). comparisons.csv has the other clusterers.");
        }

        var fusion = Of(
            source.Rows<FusionRow>(), "fusion", "With lyrics",
            $"Each representation alone and with lyrics, with the clusterer fixed beforehand ({method}): dimensions of both parts, the lyrics' share "
            + "of all variance, and the difference in adjusted Rand index (paired bootstrap over tracks, Holm-corrected). A number behind +lyrics is the "
            + "weight of a block; concatenated is TF-IDF as it is, standardized is TF-IDF z-scored: there the lyrics' share grows with the number of their "
            + "dimensions, in the other it hardly counts.");
        if (fusion.Rows.Count > 0)
        {
            yield return fusion;
        }

        yield return ReportContent.Of(
            source.Rows<RankingRow>(), "ranking", "Choosing without labels",
            "Representations by the share of the five nearest tracks that are by the same artist (where no artist has two tracks, by the silhouette "
            + "of their partition in the reference space)"
            + (hasGenres ? "; beside it the order by genres, by which nothing may be chosen." : ".")).ForPeople();
        if (hasGenres)
        {
            if (source.Has<RankingCriterionRow>())
            {
                yield return ReportContent.Of(
                    source.Rows<RankingCriterionRow>(), "criteria", "Whether these criteria know the genres",
                    "Spearman's rank correlation of each criterion with the adjusted Rand index over the representations without lyrics, and its p by "
                    + "permutation. What is no better than chance here should choose nothing.").ForPeople();
            }

            yield return Of(
                source.Rows<ArtistRow>(), "artists", "How much is artist recognition",
                $"Adjusted Rand index ({method}): agreement with the genres on all tracks, agreement when every artist is judged by one track "
                + "(mean of 200 draws), and agreement with the artists themselves.");
        }
    }

    private static ReportTable Of<TRow>(IEnumerable<TRow> rows, string name, string title, string caption) where TRow : notnull =>
        ReportContent.Of(rows, name, title, caption, Constant).ForPeople();
}
