using System.Globalization;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Report.Tables;

/// <summary>Whether the nearest tracks of other artists are of the same genre.</summary>
internal static class NeighborTable
{
    /// <summary>The best space without lyrics, as a sentence.</summary>
    public static IEnumerable<string> Finding(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        var best = summary.Where(row => row.Metric == Metric.PrecisionAtTen && row.Mean is not null && !row.Key.Representation.IsFused).MaxBy(row => row.Mean);
        if (best is not null)
        {
            var chance = source.Rows<ChanceRow>().FirstOrDefault(row => row.Metric == Metric.PrecisionAtTen && row.Key == best.Key)?.NullMean;
            yield return $"Nearest tracks by other artists: in {best.Key.Representation} {Percent(best.Mean)} of the ten nearest have the genre "
                + $"[{Percent(best.Low)}, {Percent(best.High)}]; by chance {Percent(chance)}.";
        }
    }

    private static string Percent(double? share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %");

    /// <summary>Nothing where it is undefined throughout, or in results that are older than the metric.</summary>
    public static IEnumerable<ReportTable> Read(ReportSource source, IReadOnlyList<SummaryRow> summary, MetricPivot pivot)
    {
        var rows = summary.Where(row => row.Metric == Metric.PrecisionAtTen && row.Mean is not null).OrderByDescending(row => row.Mean).ToList();
        if (rows.Count == 0)
        {
            yield break;
        }

        var tests = source.Rows<ComparisonRow>().Where(row => row.Metric == Metric.PrecisionAtTen).ToDictionary(row => row.Key.Representation);
        var chance = source.Rows<ChanceRow>().Where(row => row.Metric == Metric.PrecisionAtTen).ToDictionary(row => row.Key.Representation);
        yield return new ReportTable(
            "neighbors", "Neighbors",
            "For those who make playlists: the share of a track's ten nearest tracks by other artists that have its genre, without any clustering; in "
            + $"brackets the {source.Coverage} bootstrap interval over tracks. Chance: the genres shuffled over the tracks. Difference to {source.Baseline}: "
            + "paired bootstrap, p corrected for all rows (Holm 1979)." + pivot.Note(rows),
            ["representation", "precision at 10", "chance", "difference", "p"],
            [.. rows.Select(row =>
            {
                var (test, shuffled) = (tests.GetValueOrDefault(row.Key.Representation), chance.GetValueOrDefault(row.Key.Representation));
                return (IReadOnlyList<object?>)
                [
                    pivot.Marked(row.Key.Representation), new Estimate(row.Mean!.Value, row.Deviation, row.Low, row.High), shuffled?.NullMean,
                    test?.Difference is { } difference ? new Estimate(difference, null, test.Low, test.High) : null, test?.AdjustedPValue,
                ];
            })]);
    }
}
