using System.Globalization;
using MusicCluster.Foundation;

namespace MusicCluster.Report;

/// <summary>The maps, coloured by genre and by cluster.</summary>
internal static class MapFigures
{
    /// <summary>Draws two pictures per representation.</summary>
    public static void Draw(ReportSource source, string folder)
    {
        var assignments = CsvTable.Read(source.Table("assignments.csv"));
        var genreCount = assignments.Rows.Select(row => row[1]).Where(genre => genre.Length > 0).Distinct(StringComparer.Ordinal).Count();
        foreach (var path in Directory.EnumerateFiles(source.Table("maps"), "*.csv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var points = CsvTable.Read(path).Rows.Select(row => (Id: row[0], X: Number(row[1]), Y: Number(row[2]))).ToList();
            Draw(points, Column(assignments, 1), $"{name}: UMAP by genre", folder, $"map-{name}-by-genre");
            if (ClusterColumn(assignments, name, genreCount) is { } column)
            {
                Draw(points, Column(assignments, column), $"{assignments.Columns[column]}: UMAP by cluster", folder, $"map-{name}-by-cluster");
            }
        }
    }

    /// <summary>The k-means partition with as many clusters as genres, or else the first partition there is.</summary>
    private static int? ClusterColumn(CsvTable assignments, string representation, int genreCount)
    {
        var own = Enumerable.Range(2, assignments.Columns.Count - 2)
            .Where(column => assignments.Columns[column].StartsWith(representation + "/", StringComparison.Ordinal)).ToList();
        var wanted = own.Where(column => assignments.Columns[column] == $"{representation}/k-means/k={genreCount}").ToList();
        return wanted.Count > 0 ? wanted[0] : own.Count > 0 ? own[0] : null;
    }

    private static Dictionary<string, string> Column(CsvTable assignments, int column) =>
        assignments.Rows.ToDictionary(row => row[0], row => row[column]);

    private static void Draw(
        List<(string Id, double X, double Y)> points, Dictionary<string, string> groupOf, string title, string folder, string name)
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
            markers.MarkerSize = points.Count > 2000 ? 4 : 8;
            markers.LegendText = group.Key switch { "-1" => "noise", "" => "(none)", var label => label };
            index += isNoise ? 0 : 1;
        }

        // The axes of a map have no meaning: only neighbourhoods do.
        FigureStyle.HideAxes(plot);
        plot.ShowLegend(ScottPlot.Edge.Right);
        FigureStyle.Save(plot, folder, name);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
