
namespace MusicCluster.Report.Tables;

/// <summary>Metrics as representations × partitions.</summary>
internal sealed class MetricPivot(ReportSource source, IReadOnlyList<SummaryRow> summary, IReadOnlyDictionary<string, string> collapsed)
{
    /// <summary>Marks a representation whose latent space is collapsed, wholly or partly.</summary>
    public const string Dagger = " †";

    private readonly HashSet<(string Metric, string Partition, string Representation)> best = BestCells(source);

    /// <summary>Whether any value of a metric is defined: a metric of labels is left out where there are none.</summary>
    public bool Has(string metric) => summary.Any(row => row.Metric == metric && row.Mean is not null);

    /// <summary>One metric for every clusterer; nothing where it is undefined throughout.</summary>
    public IEnumerable<ReportTable> Of(string metric, string name, string title, string caption)
    {
        var rows = summary.Where(row => row.Metric == metric && row.Parameters.Length > 0).ToList();
        if (rows.All(row => row.Mean is null))
        {
            yield break;
        }

        var partitions = rows.Select(row => row.Partition).Distinct().ToList();
        var byCell = rows.ToDictionary(row => (row.Representation, row.Partition));
        var cells = rows.Select(row => row.Representation).Distinct().Select(representation => (IReadOnlyList<object?>)
            [Marked(representation), .. partitions.Select(partition => Cell(byCell.GetValueOrDefault((representation, partition))))]);
        yield return new ReportTable(name, title, caption + BestNote(metric) + Note(rows), ["representation", .. partitions], [.. cells]);
    }

    /// <summary>Several metrics for one clusterer; metrics that are undefined throughout are left out.</summary>
    public IEnumerable<IReadOnlyList<object?>> Rows(string partition, IReadOnlyList<string> metrics) => summary
        .Where(row => row.Partition == partition).GroupBy(row => row.Representation)
        .Select(group => (IReadOnlyList<object?>)[Marked(group.Key), .. metrics.Select(metric => Cell(group.FirstOrDefault(row => row.Metric == metric)))]);

    /// <summary>What the dagger means, where there is one.</summary>
    public string Note(IEnumerable<SummaryRow> rows) => rows.Any(row => IsCollapsed(row.Representation))
        ? " † latent space collapsed, wholly or partly (see the models): its clusters are those of fewer dimensions, or of noise." : "";

    /// <summary>What bold means, or why nothing is bold; only agreement with the genres is tested.</summary>
    private string BestNote(string metric) =>
        metric != "ari" ? ""
        : best.Count > 0 ? " Bold: better than every other of its column (paired bootstrap, Holm-corrected, p ≤ 0.05)."
        : " Nothing is bold: in no column is the best better than every other by more than the noise (paired bootstrap, Holm-corrected).";

    private string Marked(string representation) => IsCollapsed(representation) ? representation + Dagger : representation;

    private bool IsCollapsed(string representation) => collapsed.ContainsKey(representation) || collapsed.ContainsKey(representation.Split('+')[0]);

    private object? Cell(SummaryRow? row) =>
        row is null ? null
        : row.Mean is { } mean ? new Estimate(mean, row.Deviation, row.Low, row.High, best.Contains((row.Metric, row.Partition, row.Representation)))
        : ReportTable.Undefined.Instance;

    private static HashSet<(string Metric, string Partition, string Representation)> BestCells(ReportSource source)
    {
        var table = source.Read("best.csv");
        var (verdict, representation, metric) = (table.Column("verdict"), table.Column("representation"), table.Column("metric"));
        return [.. table.Rows.Where(row => row[verdict] == "better").Select(row => (row[metric], $"{row[0]} {row[1]}".Trim(), row[representation]))];
    }
}
