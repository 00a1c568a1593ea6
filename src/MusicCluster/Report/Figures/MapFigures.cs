using System.Globalization;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Figures;

/// <summary>The maps, coloured by genre and by cluster.</summary>
internal static class MapFigures
{
    /// <summary>Two pictures per representation.</summary>
    public static IEnumerable<FigureJob> Jobs(ReportSource source, IReadOnlySet<string> drawn, IReadOnlySet<string> shown)
    {
        var folder = source.Table("maps");
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        var assignments = source.Read("assignments.csv");
        var genreOf = Column(assignments, 1);
        var hasGenres = genreOf.Values.Any(genre => genre.Length > 0);
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).Where(path => drawn.Contains(Path.GetFileNameWithoutExtension(path))))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var points = CsvTable.Read(path).Rows.Select(row => (Id: row[0], X: Number(row[1]), Y: Number(row[2]))).ToList();
            if (hasGenres)
            {
                yield return Job($"map-{name}-by-genre", $"{name}: tracks by genre (UMAP)", points, genreOf, "", shown.Contains(name));
            }

            if (ClusterColumn(assignments, name, source.Primary) is { } column)
            {
                var partition = assignments.Columns[column][(name.Length + 1)..].Replace('/', ' ');
                yield return Job($"map-{name}-by-cluster", $"{name}: tracks by cluster, {partition} (UMAP)", points, Column(assignments, column), "cluster ", shown.Contains(name));
            }
        }
    }

    private static FigureJob Job(string figure, string title, List<(string Id, double X, double Y)> points, Dictionary<string, string> groupOf, string word, bool isInline) =>
        new(new ReportFigure(figure, "Maps", $"{title}. Only neighbourhoods have a meaning, axes and distances between groups have none.", isInline),
            folder => Draw(points, groupOf, title, word, folder, figure));

    /// <summary>The partition that was fixed beforehand, or else the first there is.</summary>
    private static int? ClusterColumn(CsvTable assignments, string representation, string primary)
    {
        var own = Enumerable.Range(2, assignments.Columns.Count - 2)
            .Where(column => assignments.Columns[column].StartsWith(representation + "/", StringComparison.Ordinal)).ToList();
        var wanted = own.Where(column => assignments.Columns[column] == $"{representation}/{primary}").ToList();
        return wanted.Count > 0 ? wanted[0] : own.Count > 0 ? own[0] : null;
    }

    private static Dictionary<string, string> Column(CsvTable assignments, int column) =>
        assignments.Rows.ToDictionary(row => row[0], row => row[column]);

    private static void Draw(
        List<(string Id, double X, double Y)> points, Dictionary<string, string> groupOf, string title, string word, string folder, string name)
    {
        var plot = FigureStyle.NewPlot(title);
        var groups = points.GroupBy(point => groupOf[point.Id])
            .OrderBy(group => int.TryParse(group.Key, out var number) ? number : int.MaxValue).ThenBy(group => group.Key, StringComparer.Ordinal);
        var index = 0;
        foreach (var group in groups)
        {
            var isNoise = group.Key is "-1" or "";
            var markers = plot.Add.Markers(group.Select(point => point.X).ToArray(), group.Select(point => point.Y).ToArray());
            markers.Color = FigureStyle.ColorOf(isNoise ? -1 : index);
            markers.MarkerShape = FigureStyle.ShapeOf(isNoise ? -1 : index);
            markers.MarkerSize = points.Count > 2000 ? 4 : 9;
            markers.LegendText = group.Key switch { "-1" => "noise", "" => "no genre", var label => word + PlainText.Of(label, 24) };
            index += isNoise ? 0 : 1;
        }

        // The axes of a map have no meaning: only neighbourhoods do.
        FigureStyle.HideAxes(plot);
        plot.ShowLegend(ScottPlot.Edge.Right);
        FigureStyle.Save(plot, folder, name, 760, 520);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
