using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Report.Tables;

/// <summary>Figures that a study published beside those of this run, where both exist.</summary>
internal static class PublishedTable
{
    /// <summary>The file in the tables' folder: <c>representation,clusterer,parameters,metric,value</c>.</summary>
    public const string FileName = "published.csv";

    private static readonly (Metric Metric, string Name)[] Metrics =
        [(Metric.AdjustedRandIndex, "ARI"), (Metric.Silhouette, "silhouette"), (Metric.DaviesBouldin, "Davies-Bouldin")];

    /// <summary>One row per representation and partition, or nothing where no published figure has one of ours beside it.</summary>
    public static IEnumerable<ReportTable> Read(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        if (!File.Exists(source.Table(FileName)))
        {
            yield break;
        }

        var ours = summary.ToDictionary(row => (row.Key, row.Metric));
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var group in source.Rows<PublishedRow>().GroupBy(row => row.Key))
        {
            var published = group.ToDictionary(row => row.Metric, row => row.Value);
            var own = Metrics.Select(m => ours.GetValueOrDefault((group.Key, m.Metric))).ToList();
            if (own.Any(row => row?.Mean is not null))
            {
                rows.Add([
                    group.Key.Representation.ToString(), group.Key.Method.Caption,
                    .. Metrics.SelectMany((m, i) => new object?[] { published.GetValueOrDefault(m.Metric), Cell(own[i]) }),
                    Inside(published.GetValueOrDefault(Metric.AdjustedRandIndex), own[0]),
                ]);
            }
        }

        if (rows.Count == 0)
        {
            yield break;
        }

        yield return new ReportTable(
            "published", "The published figures beside ours",
            "As published, then this run: mean ± standard deviation over seeds, in brackets the 95 % bootstrap interval over tracks. "
            + "An empty cell was published as undefined. "
            + "Silhouette and Davies-Bouldin are of each representation's own space: a latent that has collapsed has fine ones. "
            + "Tracks, loss scale and scaling of the baseline are not the same in both.",
            ["representation", "clusters", .. Metrics.SelectMany(m => new[] { $"{m.Name}, published", $"{m.Name}, ours" }),
                "published ARI in our interval"], rows);
    }

    private static Estimate? Cell(SummaryRow? row) => row?.Mean is { } mean ? new Estimate(mean, row.Deviation, row.Low, row.High) : null;

    private static string? Inside(double? published, SummaryRow? row) =>
        published is not { } value || row is not { Low: { } low, High: { } high } ? null : value >= low && value <= high ? "yes" : "no";
}

/// <summary>A number that a study published.</summary>
[Table(PublishedTable.FileName, "Published figures that stand beside ours, report.published.")]
internal sealed record PublishedRow(
    [Columns] PartitionKey Key,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("value", "As published; empty where it is undefined.")] double? Value);
