using MusicCluster.Report.Tables;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>Representations below one another, a mark per partition with its interval.</summary>
internal static class MetricFigures
{
    /// <summary>With more rows than these, only the clusterer that was fixed beforehand has intervals.</summary>
    private const int MaximumDetailedCount = 16;

    private const int RowHeight = 34;

    private static readonly (string Metric, string Title, string Caption, bool IsInline)[] Charts =
    [
        ("ari", "Agreement with the genres", "Adjusted Rand index with the genres: higher is better, 0 is chance", true),
        ("reference-silhouette", "Silhouette in one reference space", "Silhouette in one reference space: higher is better, rows can be compared", true),
        ("silhouette", "Silhouette in each representation's own space", "Silhouette in each representation's own space: rows must not be compared", false),
    ];

    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        var primary = source.Primary.Replace('/', ' ').Trim();
        var marks = RepresentationMarks.Of(source.Read("models.csv"));
        foreach (var (metric, title, caption, isInline) in Charts)
        {
            var rows = summary.Where(row => row.Metric == metric && row.Mean is not null)
                .Select(row => row with { Representation = marks.Label(row.Representation) }).ToList();
            if (rows.Count > 0)
            {
                yield return new FigureJob(
                    new ReportFigure(metric, "Metrics", $"{caption}. Mean over the seeds with the {source.Coverage} bootstrap interval over tracks; {primary} was fixed beforehand.", isInline),
                    folder => Draw(rows, title, caption, primary, folder, metric));
            }
        }
    }

    private static void Draw(List<SummaryRow> rows, string title, string caption, string primary, string folder, string name)
    {
        var representations = rows.Select(row => row.Representation).Distinct().ToList();
        var partitions = rows.Select(row => row.Partition).Distinct().OrderByDescending(partition => partition == primary).ToList();
        var clusterers = partitions.Select(partition => rows.First(row => row.Partition == partition).Clusterer).Distinct().ToList();
        var plot = FigureStyle.NewPlot(title);
        if (name == "ari")
        {
            plot.Add.VerticalLine(0, 1, Colors.Gray, LinePattern.Dashed);
        }

        for (var i = 0; i < partitions.Count; i++)
        {
            var own = rows.Where(row => row.Partition == partitions[i]).ToList();
            var isMain = partitions[i] == primary;
            var group = clusterers.IndexOf(own[0].Clusterer);
            var shape = partitions.Take(i).Count(other => rows.First(row => row.Partition == other).Clusterer == own[0].Clusterer);
            var offset = 0.36 - (0.72 * (i + 0.5) / partitions.Count);
            DrawPartition(plot, own, [.. own.Select(row => offset - representations.IndexOf(row.Representation))], isMain, group, shape,
                withIntervals: isMain || representations.Count <= MaximumDetailedCount);
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, representations.Count).Select(i => (double)-i)], [.. representations]);
        plot.Axes.SetLimitsY(-representations.Count + 0.5, 0.5);
        plot.XLabel(caption);
        plot.ShowLegend(Edge.Right);
        FigureStyle.Save(plot, folder, name, 960, Math.Min(4000, 140 + (RowHeight * Math.Max(4, representations.Count))));
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

        var marks = plot.Add.Markers(rows.Select(row => row.Mean!.Value).ToArray(), positions);
        marks.Color = color;
        marks.MarkerShape = FigureStyle.ShapeAt(shape);
        marks.MarkerSize = isMain ? 9 : 5.5f;
        marks.LegendText = rows[0].Partition;
    }
}
