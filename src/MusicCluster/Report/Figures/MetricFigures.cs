using MusicCluster.Clusters;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Models;
using MusicCluster.Report.Tables;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>Representations below one another, a mark per partition with its interval.</summary>
internal static class MetricFigures
{
    /// <summary>With more rows than these, only the clusterer that was fixed beforehand has intervals.</summary>
    private const int MaximumDetailedCount = 16;

    private const int RowHeight = 34;

    private static readonly (Metric Metric, string Title, string Caption, bool IsInline)[] Charts =
    [
        (Metric.AdjustedRandIndex, "Agreement with the genres", "Adjusted Rand index with the genres: higher is better, 0 is chance", true),
        (Metric.ReferenceSilhouette, "Silhouette in one reference space", "Silhouette in one reference space: higher is better, rows can be compared", true),
        (Metric.Silhouette, "Silhouette in each representation's own space", "Silhouette in each representation's own space: rows must not be compared", false),
    ];

    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        var marks = RepresentationMarks.Of(source.Rows<ModelRow>());
        foreach (var (metric, title, caption, isInline) in Charts)
        {
            var rows = summary.Where(row => row.Metric == metric && row.Mean is not null).ToList();
            if (rows.Count > 0)
            {
                var figure = new ReportFigure(
                    metric.Name, "Metrics",
                    $"{caption}. Mean over the seeds with the {source.Coverage} bootstrap interval "
                    + $"over tracks; {source.Primary.Caption} was fixed beforehand.", isInline);
                yield return new FigureJob(figure, folder => Draw(rows, marks, title, caption, source.Primary, folder, metric));
            }
        }
    }

    private static void Draw(
        List<SummaryRow> rows, RepresentationMarks marks, string title, string caption, ClusteringMethod primary, string folder, Metric metric)
    {
        var representations = rows.Select(row => row.Key.Representation).Distinct().ToList();
        var methods = rows.Select(row => row.Key.Method).Distinct().OrderByDescending(method => method == primary).ToList();
        var clusterers = methods.Select(method => method.Clusterer).Distinct().ToList();
        var plot = FigureStyle.NewPlot(title);
        if (metric == Metric.AdjustedRandIndex)
        {
            plot.Add.VerticalLine(0, 1, Colors.Gray, LinePattern.Dashed);
        }

        for (var i = 0; i < methods.Count; i++)
        {
            var own = rows.Where(row => row.Key.Method == methods[i]).ToList();
            var isMain = methods[i] == primary;
            var group = clusterers.IndexOf(methods[i].Clusterer);
            var shape = methods.Take(i).Count(other => other.Clusterer == methods[i].Clusterer);
            var offset = 0.36 - (0.72 * (i + 0.5) / methods.Count);
            DrawPartition(plot, own, [.. own.Select(row => offset - representations.IndexOf(row.Key.Representation))], isMain, group, shape,
                withIntervals: isMain || representations.Count <= MaximumDetailedCount);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, representations.Count).Select(i => (double)-i)], [.. representations.Select(name => marks.Label(name.ToString()))]);
        plot.Axes.SetLimitsY(-representations.Count + 0.5, 0.5);
        plot.XLabel(caption);
        plot.ShowLegend(Edge.Right);
        FigureStyle.Save(plot, folder, metric.Name, 960, Math.Min(4000, 140 + (RowHeight * Math.Max(4, representations.Count))));
    }

    private static void DrawPartition(Plot plot, List<SummaryRow> rows, double[] positions, bool isMain, int group, int shape, bool withIntervals)
    {
        var color = isMain ? Colors.Black : FigureStyle.ColorOf(group);
        for (var i = 0; withIntervals && i < rows.Count; i++)
        {
            if (rows[i] is { Low: { } low, High: { } high })
            {
                var line = plot.Add.Line(low, positions[i], high, positions[i]);
                line.Color = isMain ? color : color.WithAlpha(0.55);
                line.LineWidth = isMain ? 2.2f : 1;
            }
        }

        var points = plot.Add.Markers(rows.Select(row => row.Mean!.Value).ToArray(), positions);
        points.Color = color;
        points.MarkerShape = FigureStyle.ShapeAt(shape);
        points.MarkerSize = isMain ? 9 : 5.5f;
        points.LegendText = rows[0].Key.Method.Caption;
    }
}
