using System.Globalization;
using System.Text;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>The page about tables, <c>docs/tables.md</c>, made from what rows and metrics say of themselves.</summary>
internal static class TablePage
{
    private const string Introduction = """
        # Tables

        Every table that a run writes or reads. The page is generated: `musiccluster schema --format tables > docs/tables.md`.

        All are CSV files in UTF-8 with `\n` line ends and a header. Numbers have six decimals and a point; an undefined number is an
        empty field, and its row says why. Rows travel with their `track_id`; tables are joined by it, never by position.


        """;

    /// <summary>The page as Markdown with a final line break.</summary>
    public static string ToMarkdown() =>
        (Introduction + Metrics() + TableDocs.Of(typeof(TablePage).Assembly)).TrimEnd() + "\n";

    private static string Metrics()
    {
        var text = new StringBuilder("## Metrics\n\n")
            .Append("| metric | range | good end | needs genres | what it measures | source |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var metric in Metric.All)
        {
            var best = metric.Best switch { MetricDirection.Higher => "high", MetricDirection.Lower => "low", _ => "neither" };
            string[] cells =
            [
                $"`{metric}`", $"{End(metric.Minimum)} to {End(metric.Maximum)}", best, metric.NeedsLabels ? "yes" : "no", metric.Description, metric.Citation,
            ];
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string End(double value) => double.IsInfinity(value) ? "∞" : value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');
}
