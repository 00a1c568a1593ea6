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
        var order = new RepresentationOrder(source);
        foreach (var (metric, title, caption, isInline) in Charts)
        {
            foreach (var group in summary.Where(row => row.Metric == metric && row.Mean is not null).GroupBy(row => row.Key.Representation.IsFused))
            {
                var (rows, withLyrics) = (group.ToList(), group.Key);
                var figure = new ReportFigure(
                    withLyrics ? $"{metric.Name}-lyrics" : metric.Name, "Metrics",
                    $"{(withLyrics ? "With lyrics: " : "")}{caption}. Mean over the seeds with the {source.Coverage} bootstrap interval "
                    + $"over tracks; {source.Primary.Caption} was fixed beforehand. Families and their order are those of the tables.",
                    isInline && !withLyrics);
                // Own silhouettes must not be compared, so no order is made of them.
                var sorted = order.Sorted(rows.Select(row => row.Key.Representation), metric == Metric.Silhouette ? order.Main : metric);
                var slots = new FigureSlots([.. sorted.Select(name => (name, order.Family(name)))]);
                yield return new FigureJob(figure, folder =>
                    Draw(rows, slots, marks, withLyrics ? $"{title}, with lyrics" : title, caption, source.Primary, folder, figure.Name));
            }
        }
    }

    private static void Draw(
        List<SummaryRow> rows, FigureSlots slots, RepresentationMarks marks, string title, string caption, ClusteringMethod primary, string folder, string name)
    {
        var methods = rows.Select(row => row.Key.Method).Distinct().OrderByDescending(method => method == primary).ToList();
        var clusterers = methods.Select(method => method.Clusterer).Distinct().ToList();
        var plot = FigureStyle.NewPlot(title);
        if (rows[0].Metric == Metric.AdjustedRandIndex)
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
            DrawPartition(plot, own, [.. own.Select(row => offset + slots.PositionOf(row.Key.Representation))], isMain, group, shape,
                withIntervals: isMain || slots.Names.Count <= MaximumDetailedCount);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. slots.Names.Select(slots.PositionOf)], [.. slots.Names.Select(representation => marks.Label(representation.ToString()))]);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(-slots.Count + 0.5, 0.5);
        AddHeadings(plot, slots);
        plot.XLabel(caption);
        plot.ShowLegend(Edge.Right);
        FigureStyle.Save(plot, folder, name, 960, Math.Min(4000, 140 + (RowHeight * Math.Max(4, slots.Count))));
    }

    /// <summary>Each family's name in the gap above its rows, at the left.</summary>
    private static void AddHeadings(Plot plot, FigureSlots slots)
    {
        var limits = plot.Axes.GetLimits();
        foreach (var (family, position) in slots.Headings)
        {
            plot.Add.HorizontalLine(position + 0.5, 1, Colors.Gray);
            var text = plot.Add.Text(family, limits.Left, position - 0.1);
            text.LabelFontName = FigureStyle.FontName;
            text.LabelFontSize = 13;
            text.LabelFontColor = Colors.DimGray;
            text.LabelAlignment = Alignment.MiddleLeft;
            text.OffsetX = 6;
        }
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
