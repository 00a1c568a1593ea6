using System.Globalization;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Projection;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Figures;

/// <summary>The maps, colored by genre and by cluster.</summary>
internal static class MapFigures
{
    /// <summary>Two images per representation.</summary>
    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlySet<string> drawn, IReadOnlySet<string> shown)
    {
        var folder = source.Table("maps");
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        var assignments = source.Assignments;
        var genreOf = assignments.Rows.ToDictionary(row => row.TrackId, row => row.Genre);
        var hasGenres = genreOf.Values.Any(genre => genre.Length > 0);
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)
            .Where(path => drawn.Contains(Path.GetFileNameWithoutExtension(path))))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var points = Table.ReadFile<MapRow>(path);
            if (hasGenres)
            {
                yield return Job(
                    $"map-{name}-by-genre", $"{name}: tracks by genre (UMAP)", points,
                    new(genreOf, genre => genre.Length == 0 ? "no genre" : genre), shown.Contains(name));
            }

            if (ShownPartition(source, name) is { } partition)
            {
                var clusterOf = assignments.Rows.Zip(partition.Values)
                    .ToDictionary(pair => pair.First.TrackId, pair => pair.Second.ToString(CultureInfo.InvariantCulture));
                var key = PartitionKey.Parse(partition.Name);
                yield return Job(
                    $"map-{name}-by-cluster", $"{name}: tracks by cluster, {key.Method.Caption} (UMAP)", points,
                    new(clusterOf, label => source.GroupLabel(key, int.Parse(label, CultureInfo.InvariantCulture))), shown.Contains(name));
            }
        }
    }

    private static FigureJob Job(string figure, string title, IReadOnlyList<MapRow> points, MapGroups groups, bool isInline) =>
        new(new ReportFigure(figure, "Maps", $"{title}. Only neighborhoods have a meaning, axes and distances between groups have none.", isInline),
            folder => Draw(points, groups, title, folder, figure));

    /// <summary>The partition that was fixed beforehand, or else the first there is.</summary>
    private static Series<int>? ShownPartition(ReportSource source, string representation)
    {
        var own = source.Assignments.Series.Where(series => PartitionKey.Parse(series.Name).Representation.ToString() == representation).ToList();
        return own.FirstOrDefault(series => PartitionKey.Parse(series.Name).Method == source.Primary) ?? own.FirstOrDefault();
    }

    private static void Draw(IReadOnlyList<MapRow> points, MapGroups labels, string title, string folder, string name)
    {
        var plot = FigureStyle.NewPlot(title);
        var groups = points.GroupBy(point => labels.Of[point.TrackId])
            .OrderBy(group => int.TryParse(group.Key, out var number) ? number : int.MaxValue).ThenBy(group => group.Key, StringComparer.Ordinal);
        var index = 0;
        foreach (var group in groups)
        {
            var isNoise = group.Key is "-1" or "";
            var markers = plot.Add.Markers(group.Select(point => point.X).ToArray(), group.Select(point => point.Y).ToArray());
            markers.Color = FigureStyle.ColorOf(isNoise ? -1 : index);
            markers.MarkerShape = FigureStyle.ShapeOf(isNoise ? -1 : index);
            markers.MarkerSize = points.Count > 2000 ? 4 : 9;
            markers.LegendText = PlainText.Of(labels.Name(group.Key), 30);
            index += isNoise ? 0 : 1;
        }

        // The axes of a map have no meaning: only neighborhoods do.
        FigureStyle.HideAxes(plot);
        plot.ShowLegend(ScottPlot.Edge.Right);
        FigureStyle.Save(plot, folder, name, 760, 520);
    }

    /// <summary>Each track's group by its id, and what a group is called.</summary>
    private sealed record MapGroups(Dictionary<string, string> Of, Func<string, string> Name);
}
