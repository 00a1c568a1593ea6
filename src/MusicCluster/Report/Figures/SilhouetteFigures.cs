using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Report.Tables;
using ScottPlot;

namespace MusicCluster.Report.Figures;

/// <summary>Silhouette profiles: every track of every cluster, in the representation's own space and in the reference space.</summary>
internal static class SilhouetteFigures
{
    /// <summary>The reference space's panel lies to the right of the own space's.</summary>
    private const double Panel = 2.2;

    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlySet<string> drawn, IReadOnlySet<string> shown)
    {
        var silhouettes = source.Silhouettes;
        foreach (var own in silhouettes.Series.Where(series => series.Name.EndsWith(SilhouetteRow.Own, StringComparison.Ordinal)))
        {
            var partition = own.Name[..^SilhouetteRow.Own.Length];
            var key = PartitionKey.Parse(partition);
            var representation = key.Representation.ToString();
            var reference = silhouettes.Find(partition + SilhouetteRow.Reference)!;
            var clusterOf = source.Assignments.Rows.Zip(source.Assignments.Find(partition)!.Values)
                .ToDictionary(pair => pair.First.TrackId, pair => pair.Second);
            var tracks = silhouettes.Rows.Select((row, i) => new TrackSilhouette(clusterOf[row.TrackId], own.Values[i], reference.Values[i]))
                .Where(track => track.Cluster != Labels.Noise && double.IsFinite(track.Own) && double.IsFinite(track.Reference)).ToList();
            if (!drawn.Contains(representation) || tracks.Count == 0)
            {
                continue;
            }

            var title = $"{representation}: silhouettes, {source.Primary.Caption}";
            var figure = new ReportFigure(
                $"silhouettes-{representation}", "Silhouette profiles",
                $"{title}. Every track by cluster, the highest above; left in the representation's own space, right in the reference space. "
                + "Below 0 a track is nearer to another cluster.",
                shown.Contains(representation));
            yield return new FigureJob(figure, folder => Draw(tracks, cluster => source.GroupLabel(key, cluster), title, folder, figure.Name));
        }
    }

    private static void Draw(List<TrackSilhouette> tracks, Func<int, string> labelOf, string title, string folder, string name)
    {
        var plot = FigureStyle.NewPlot(title);
        var gap = Math.Max(1, tracks.Count / 60.0);
        var (top, labels) = (0.0, new List<(double Position, string Text)>());
        var clusters = tracks.GroupBy(track => track.Cluster).OrderBy(group => group.Key).ToList();
        foreach (var cluster in clusters)
        {
            AddProfile(plot, [.. cluster.Select(track => track.Own).OrderDescending()], 0, top, cluster.Key);
            AddProfile(plot, [.. cluster.Select(track => track.Reference).OrderDescending()], Panel, top, cluster.Key);
            labels.Add((top - (cluster.Count() / 2.0), $"{PlainText.Of(labelOf(cluster.Key), 30)} ({cluster.Count()})"));
            top -= cluster.Count() + gap;
        }

        double[] ticks = [-0.5, 0, 0.5, 1, Panel - 0.5, Panel, Panel + 0.5, Panel + 1];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ticks, ["−0.5", "0", "0.5", "1", "−0.5", "0", "0.5", "1"]);
        plot.Axes.Left.TickGenerator =
            new ScottPlot.TickGenerators.NumericManual([.. labels.Select(label => label.Position)], [.. labels.Select(label => label.Text)]);
        plot.Add.VerticalLine(0, 1, Colors.Black);
        plot.Add.VerticalLine(Panel, 1, Colors.Black);
        plot.XLabel("own space (left), reference space (right)");
        plot.Axes.SetLimits(-1, Panel + 1.1, top, gap);
        FigureStyle.Save(plot, folder, name, 860, Math.Clamp(200 + (24 * clusters.Count), 360, 1600));
    }

    /// <summary>One filled outline instead of a bar per track: ten thousand tracks make a small file.</summary>
    private static void AddProfile(Plot plot, double[] values, double offset, double top, int group)
    {
        var outline = new List<Coordinates> { new(offset, top) };
        for (var i = 0; i < values.Length; i++)
        {
            outline.Add(new Coordinates(offset + values[i], top - i));
            outline.Add(new Coordinates(offset + values[i], top - i - 1));
        }

        outline.Add(new Coordinates(offset, top - values.Length));
        var polygon = plot.Add.Polygon([.. outline]);
        polygon.FillColor = FigureStyle.ColorOf(group).WithAlpha(0.85);
        polygon.LineWidth = 0;
    }

    private sealed record TrackSilhouette(int Cluster, double Own, double Reference);
}
