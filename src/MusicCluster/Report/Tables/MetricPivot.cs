using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Report.Tables;

/// <summary>Metrics as representations × partitions.</summary>
internal sealed class MetricPivot(ReportSource source, IReadOnlyList<SummaryRow> summary, IReadOnlyDictionary<string, string> collapsed)
{
    /// <summary>Marks a representation whose latent space is collapsed, wholly or partly.</summary>
    public const string Dagger = " †";

    private readonly HashSet<(Metric Metric, PartitionKey Key)> best = BestCells(source);

    /// <summary>Whether any value of a metric is defined: a metric of labels is left out where there are none.</summary>
    public bool Has(Metric metric) => summary.Any(row => row.Metric == metric && row.Mean is not null);

    /// <summary>One metric for every clusterer; nothing where it is undefined throughout.</summary>
    public IEnumerable<ReportTable> Of(Metric metric, string name, string title, string caption)
    {
        var rows = summary.Where(row => row.Metric == metric && row.Key.Method.Parameters.Length > 0).ToList();
        if (rows.All(row => row.Mean is null))
        {
            yield break;
        }

        var methods = rows.Select(row => row.Key.Method).Distinct().ToList();
        var byCell = rows.ToDictionary(row => row.Key);
        var cells = rows.Select(row => row.Key.Representation).Distinct().Select(representation => (IReadOnlyList<object?>)
            [Marked(representation), .. methods.Select(method => Cell(byCell.GetValueOrDefault(new PartitionKey(representation, method))))]);
        yield return new ReportTable(
            name, title, caption + BestNote(metric) + Note(rows), ["representation", .. methods.Select(method => method.Caption)], [.. cells]);
    }

    /// <summary>Several metrics for one clusterer; metrics that are undefined throughout are left out.</summary>
    public IEnumerable<(RepresentationName Representation, IReadOnlyList<object?> Cells)> Rows(
        ClusteringMethod method, IReadOnlyList<Metric> metrics) => summary
        .Where(row => row.Key.Method == method).GroupBy(row => row.Key.Representation)
        .Select(group => (
            group.Key,
            (IReadOnlyList<object?>)[Marked(group.Key), .. metrics.Select(metric => Cell(group.FirstOrDefault(row => row.Metric == metric)))]));

    /// <summary>What the dagger means, where there is one.</summary>
    public string Note(IEnumerable<SummaryRow> rows) => rows.Any(row => IsCollapsed(row.Key.Representation))
        ? " † latent space collapsed, wholly or partly (see the models): its clusters are those of fewer dimensions, or of noise." : "";

    /// <summary>What bold means, or why nothing is bold; only agreement with the genres is tested.</summary>
    private string BestNote(Metric metric) =>
        metric != Metric.AdjustedRandIndex ? ""
        : best.Count > 0 ? " Bold: better than every other of its column (paired bootstrap, Holm-corrected, p ≤ 0.05)."
        : " Nothing is bold: in no column is the best better than every other by more than the noise (paired bootstrap, Holm-corrected).";

    /// <summary>A name, with a dagger where its latent space is collapsed.</summary>
    public string Marked(RepresentationName representation) => IsCollapsed(representation) ? representation + Dagger : representation.ToString();

    private bool IsCollapsed(RepresentationName representation) => collapsed.ContainsKey(representation.Audio);

    private object? Cell(SummaryRow? row) =>
        row is null ? null
        : row.Mean is { } mean ? new Estimate(mean, row.Deviation, row.Low, row.High, best.Contains((row.Metric, row.Key)))
        : ReportTable.Undefined.Instance;

    private static HashSet<(Metric Metric, PartitionKey Key)> BestCells(ReportSource source) => [.. source.Rows<BestRow>()
        .Where(row => row.Verdict == Verdict.Better).Select(row => (row.Metric, new PartitionKey(row.Representation, row.Method)))];
}
