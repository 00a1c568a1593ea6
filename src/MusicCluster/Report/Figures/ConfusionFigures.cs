using System.Globalization;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Report.Tables;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>Heat maps: how the genres are spread over the clusters.</summary>
internal static class ConfusionFigures
{
    /// <summary>More cells than these would be too small to be read.</summary>
    private const int MaximumCount = 24;

    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlySet<string> drawn, IReadOnlySet<string> shown)
    {
        var rows = source.Rows<ConfusionRow>();
        if (rows.All(row => row.Genre.Length == 0))
        {
            yield break;
        }

        foreach (var group in rows.GroupBy(row => row.Key).Where(group => drawn.Contains(group.Key.Representation.ToString())))
        {
            var cells = group.ToList();
            var representation = group.Key.Representation.ToString();
            var title = $"{representation}: genres in clusters, {group.Key.Method.Caption}";
            var figure = new ReportFigure(
                $"confusion-{representation}", "Clusters against genres",
                $"{title}. Each cell counts tracks; its color is the share of the genre (first seed).", shown.Contains(representation));
            yield return new FigureJob(figure, folder => Draw(cells, title, folder, figure.Name));
        }
    }

    private static void Draw(List<ConfusionRow> cells, string title, string folder, string name)
    {
        var genres = cells.Select(row => row.Genre).Distinct().Take(MaximumCount).ToList();
        var clusters = cells.Select(row => row.Cluster).Distinct().Take(MaximumCount).ToList();
        var counts = cells.ToDictionary(row => (row.Genre, row.Cluster), row => (double)row.TrackCount);
        var shares = new double[genres.Count, clusters.Count];
        var plot = FigureStyle.NewPlot(title);
        for (var row = 0; row < genres.Count; row++)
        {
            var total = clusters.Sum(cluster => counts[(genres[row], cluster)]);
            for (var column = 0; column < clusters.Count; column++)
            {
                shares[row, column] = total > 0 ? counts[(genres[row], clusters[column])] / total : 0;
            }
        }

        var map = plot.Add.Heatmap(shares);
        map.Colormap = FigureStyle.Shares;
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.FlipVertically = false;
        for (var row = 0; row < genres.Count; row++)
        {
            for (var column = 0; column < clusters.Count; column++)
            {
                var text = plot.Add.Text(counts[(genres[row], clusters[column])].ToString("F0", CultureInfo.InvariantCulture), column, genres.Count - 1 - row);
                text.LabelFontColor = shares[row, column] > 0.5 ? Colors.White : Colors.Black;
                text.LabelFontName = FigureStyle.FontName;
                text.LabelFontSize = 14;
                text.LabelAlignment = Alignment.MiddleCenter;
            }
        }

        plot.Axes.Left.TickGenerator = Ticks([.. genres.Select(genre => genre.Length == 0 ? "no genre" : PlainText.Of(genre, 20)).Reverse()]);
        plot.Axes.Bottom.TickGenerator =
            Ticks([.. clusters.Select(cluster => cluster == Labels.Noise ? "noise" : cluster.ToString(CultureInfo.InvariantCulture))]);
        plot.XLabel("cluster");
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, clusters.Count - 0.5, -0.5, genres.Count - 0.5);
        FigureStyle.Save(plot, folder, name, 240 + (70 * Math.Max(4, clusters.Count)), 140 + (56 * Math.Max(3, genres.Count)));
    }

    private static ScottPlot.TickGenerators.NumericManual Ticks(string[] labels) =>
        new([.. Enumerable.Range(0, labels.Length).Select(i => (double)i)], labels);
}
