using MusicCluster.Foundation.Tables;

namespace MusicCluster.Report.Tables;

/// <summary>Figures that a study published beside those of this run, where both exist.</summary>
internal static class PublishedTable
{
    /// <summary>The file in the tables' folder: <c>representation,clusterer,parameters,metric,value</c>.</summary>
    public const string FileName = "published.csv";

    private static readonly (string Metric, string Name)[] Metrics =
        [("ari", "ARI"), ("silhouette", "silhouette"), ("davies-bouldin", "Davies-Bouldin")];

    /// <summary>One row per representation and partition, or nothing where no published figure has one of ours beside it.</summary>
    public static IEnumerable<ReportTable> Read(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        if (!File.Exists(source.Table(FileName)))
        {
            yield break;
        }

        var table = CsvTable.Read(source.Table(FileName));
        var (representation, clusterer, parameters, metric, value) =
            (table.Column("representation"), table.Column("clusterer"), table.Column("parameters"), table.Column("metric"), table.Column("value"));
        var ours = summary.ToDictionary(row => (row.Representation, row.Partition, row.Metric));
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var group in table.Rows.GroupBy(row => (Representation: row[representation], Partition: $"{row[clusterer]} {row[parameters]}".Trim())))
        {
            var published = group.ToDictionary(row => row[metric], row => CellText.Parse(row[value]) as double?);
            var own = Metrics.Select(m => ours.GetValueOrDefault((group.Key.Representation, group.Key.Partition, m.Metric))).ToList();
            if (own.Any(row => row?.Mean is not null))
            {
                rows.Add([
                    group.Key.Representation, group.Key.Partition,
                    .. Metrics.SelectMany((m, i) => new object?[] { published.GetValueOrDefault(m.Metric), Cell(own[i]) }),
                    Inside(published.GetValueOrDefault("ari"), own[0]),
                ]);
            }
        }

        if (rows.Count == 0)
        {
            yield break;
        }

        yield return new ReportTable(
            "published", "The published figures beside ours",
            "As published, then this run: mean ± standard deviation over seeds, in brackets the 95 % bootstrap interval over tracks. An empty cell was published as undefined. "
            + "Silhouette and Davies-Bouldin are of each representation's own space: a latent that has collapsed has fine ones. Tracks, loss scale and scaling of the baseline are not the same in both.",
            ["representation", "clusters", .. Metrics.SelectMany(m => new[] { $"{m.Name}, published", $"{m.Name}, ours" }), "published ARI in our interval"], rows);
    }

    private static Estimate? Cell(SummaryRow? row) => row?.Mean is { } mean ? new Estimate(mean, row.Deviation, row.Low, row.High) : null;

    private static string? Inside(double? published, SummaryRow? row) =>
        published is not { } value || row is not { Low: { } low, High: { } high } ? null : value >= low && value <= high ? "yes" : "no";
}
