namespace MusicCluster.Report;

/// <summary>Representations side by side.</summary>
internal static class MetricFigures
{
    private static readonly (string Metric, string Title)[] Charts =
    [
        ("ari", "Agreement with the genres (adjusted Rand index; higher is better, 0 is chance)"),
        ("silhouette", "Silhouette in each representation's own space (not comparable between rows of different dimension)"),
        ("reference-silhouette", "Silhouette in one reference space (comparable)"),
    ];

    /// <summary>Draws one chart per metric: representations along the axis, a mark per partition with its interval.</summary>
    public static void Draw(ReportSource source, string folder)
    {
        var rows = SummaryRow.Read(source.Table("summary.csv"));
        foreach (var (metric, title) in Charts)
        {
            Draw([.. rows.Where(row => row.Metric == metric && row.Mean is not null)], title, folder, metric);
        }
    }

    private static void Draw(IReadOnlyList<SummaryRow> rows, string title, string folder, string name)
    {
        var representations = rows.Select(row => row.Representation).Distinct().ToList();
        var partitions = rows.Select(row => row.Partition).Distinct().ToList();
        var plot = FigureStyle.NewPlot(title);
        for (var i = 0; i < partitions.Count; i++)
        {
            var own = rows.Where(row => row.Partition == partitions[i]).ToList();
            var offset = ((i + 0.5) / partitions.Count * 0.8) - 0.4;
            var positions = own.Select(row => representations.IndexOf(row.Representation) + offset).ToArray();
            var marks = plot.Add.Markers(positions, own.Select(row => row.Mean!.Value).ToArray());
            marks.Color = FigureStyle.ColorOf(i);
            marks.MarkerShape = FigureStyle.ShapeOf(i);
            marks.MarkerSize = 8;
            marks.LegendText = partitions[i];
            DrawIntervals(plot, own, positions, i);
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Enumerable.Range(0, representations.Count).Select(i => (double)i)], [.. representations]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 20;
        plot.Axes.Bottom.TickLabelStyle.Alignment = ScottPlot.Alignment.UpperLeft;
        plot.Axes.Bottom.MinimumSize = 90;
        plot.Axes.Right.MinimumSize = 60;
        plot.ShowLegend(ScottPlot.Edge.Right);
        FigureStyle.Save(plot, folder, name, 1000, 560);
    }

    private static void DrawIntervals(ScottPlot.Plot plot, List<SummaryRow> rows, double[] positions, int group)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { Low: { } low, High: { } high })
            {
                var line = plot.Add.Line(positions[i], low, positions[i], high);
                line.Color = FigureStyle.ColorOf(group);
                line.LineWidth = 1.5f;
            }
        }
    }
}
