using System.Globalization;

namespace MusicCluster.Report;

/// <summary>One metric as representations × partitions.</summary>
internal sealed class MetricPivot(IReadOnlyList<SummaryRow> summary, IReadOnlyDictionary<string, string> collapsed)
{
    /// <summary>Marks a representation whose latent space is collapsed, wholly or partly.</summary>
    public const string Dagger = " †";

    public ReportTable Of(string metric, string name, string title, string caption)
    {
        var rows = summary.Where(row => row.Metric == metric && row.Parameters.Length > 0).ToList();
        var partitions = rows.Select(row => row.Partition).Distinct().ToList();
        var cells = rows.GroupBy(row => row.Representation).Select(group => (IReadOnlyList<object?>)
            [Marked(group.Key), .. partitions.Select(partition => Cell(group.FirstOrDefault(row => row.Partition == partition)))]);
        var note = rows.Any(row => IsCollapsed(row.Representation))
            ? " † latent space collapsed, wholly or partly (see the models): its clusters are those of fewer dimensions, or of noise." : "";
        return new ReportTable(name, title, caption + note, ["representation", .. partitions], [.. cells]);
    }

    private string Marked(string representation) => IsCollapsed(representation) ? representation + Dagger : representation;

    private bool IsCollapsed(string representation) => collapsed.ContainsKey(representation.Split('+')[0]);

    private static string? Cell(SummaryRow? row)
    {
        if (row?.Mean is not { } mean)
        {
            return row is null ? null : "undefined";
        }

        var text = mean.ToString("F3", CultureInfo.InvariantCulture);
        return row is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $"{text} [{low:F3}, {high:F3}]")
            : row.Deviation is { } deviation ? string.Create(CultureInfo.InvariantCulture, $"{text} ± {deviation:F3}") : text;
    }
}
