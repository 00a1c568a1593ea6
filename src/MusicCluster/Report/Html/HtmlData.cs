using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Projection;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Html;

/// <summary>What the interactive map needs, as JSON that can stand in a script element.</summary>
internal static class HtmlData
{
    /// <summary>Less-than signs, ampersands and quotes are escaped, so that no title ends the element.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Tracks, maps (two 16-bit numbers a track) and partitions (one each), rows joined by track id.</summary>
    public static string Of(ReportSource source, IReadOnlyList<string> order)
    {
        var assignments = source.Assignments;
        var rowOf = assignments.Rows.Select((row, i) => (Id: row.TrackId, i)).ToDictionary(item => item.Id, item => item.i);
        var genres = assignments.Rows.Select(row => row.Genre).Where(genre => genre.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var maps = Maps(source, rowOf);
        var groups = HtmlGroups.Groups(source, rowOf);
        var partitions = new JsonObject(maps.Select(map => map.Key).Union(groups.Select(group => group.Key))
            .Select(name => KeyValuePair.Create(name, (JsonNode?)Partitions(assignments, name))));
        return new JsonObject
        {
            ["audio"] = Link(source.AudioFolder),
            ["genres"] = new JsonArray([.. genres.Select(genre => (JsonNode)PlainText.Of(genre))]),
            ["first"] = First(source, order),
            ["primary"] = source.Primary.Caption,
            ["tracks"] = Tracks(source, assignments, genres),
            ["maps"] = maps,
            ["partitions"] = partitions,
            ["groups"] = groups,
            ["descriptors"] = HtmlGroups.Descriptors(source, rowOf),
            ["neighbors"] = HtmlNeighbors.Of(source, rowOf),
            ["keys"] = HtmlGroups.Keys(source, rowOf),
        }.ToJsonString(Json);
    }

    /// <summary>What the map opens with: the representation that was chosen without labels, or the first that is not the baseline.</summary>
    private static string First(ReportSource source, IReadOnlyList<string> order) =>
        (source.ShownPartition?.Representation ?? source.Chosen?.Representation)?.ToString()
        ?? order.FirstOrDefault(name => name != source.Baseline) ?? source.Baseline;

    private static JsonObject Tracks(ReportSource source, WideTable<AssignmentRow, int> assignments, List<string> genres)
    {
        var byId = source.Rows<TrackRow>().ToDictionary(row => row.Id);
        var index = genres.Select((genre, i) => (genre, i)).ToDictionary(item => item.genre, item => item.i);
        var rows = assignments.Rows.Select(row => byId[row.TrackId]).ToList();
        return new JsonObject
        {
            ["id"] = new JsonArray([.. rows.Select(row => (JsonNode)PlainText.Of(row.Id))]),
            ["title"] = new JsonArray([.. rows.Select(row => (JsonNode)PlainText.Of(row.Title))]),
            ["artist"] = new JsonArray([.. rows.Select(row => (JsonNode)PlainText.Of(row.Artist))]),
            ["genre"] = new JsonArray([.. assignments.Rows.Select(row => (JsonNode)index.GetValueOrDefault(row.Genre, -1))]),
            // A path is a name, not text for people: it stays as it is, and the page encodes it.
            ["path"] = new JsonArray([.. rows.Select(row => (JsonNode)row.Path)]),
        };
    }

    private static JsonObject Maps(ReportSource source, Dictionary<string, int> rowOf)
    {
        var maps = new JsonObject();
        var folder = source.Table("maps");
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            var points = Table.ReadFile<MapRow>(path).Select(row => (Row: rowOf[row.TrackId], row.X, row.Y)).ToList();
            if (points.Count != rowOf.Count)
            {
                throw new UserException($"'{path}' has {points.Count} tracks; assignments.csv has {rowOf.Count}. Run the report verb again.");
            }

            var (left, bottom) = (points.Min(point => point.X), points.Min(point => point.Y));
            // One scale for both axes: distances on the page are those of the map.
            var size = Math.Max(Math.Max(points.Max(point => point.X) - left, points.Max(point => point.Y) - bottom), 1e-9);
            var packed = new ushort[2 * points.Count];
            foreach (var (row, x, y) in points)
            {
                (packed[2 * row], packed[(2 * row) + 1]) = (Share((x - left) / size), Share((y - bottom) / size));
            }

            maps[Path.GetFileNameWithoutExtension(path)] = Convert.ToBase64String(MemoryMarshal.AsBytes(packed.AsSpan()));
        }

        return maps;
    }

    private static JsonObject Partitions(WideTable<AssignmentRow, int> assignments, string representation)
    {
        var partitions = new JsonObject();
        foreach (var series in assignments.Series)
        {
            var key = PartitionKey.Parse(series.Name);
            if (key.Representation.ToString() == representation)
            {
                partitions[key.Method.Caption] = Packed([.. series.Values.Select(label => (short)Math.Min(short.MaxValue, label))]);
            }
        }

        return partitions;
    }

    /// <summary>A byte a track where the labels fit: fifty representations of ten thousand tracks are half as long.</summary>
    private static string Packed(short[] labels) => labels.Length == 0 || labels.Max() <= sbyte.MaxValue
        ? Convert.ToBase64String(MemoryMarshal.AsBytes<sbyte>(Array.ConvertAll(labels, label => (sbyte)label)))
        : Convert.ToBase64String(MemoryMarshal.AsBytes(labels.AsSpan()));

    /// <summary>A relative link to a folder, each segment encoded, with a slash at the end; nothing where there are no clips.</summary>
    internal static string Link(string folder) => folder.Length == 0 ? ""
        : string.Concat(folder.TrimEnd('/').Split('/')
            .Select((segment, i) => (i == 0 && segment.Contains(':', StringComparison.Ordinal) ? "./" : "") + Uri.EscapeDataString(segment) + "/"));

    private static ushort Share(double value) => (ushort)Math.Round(value * ushort.MaxValue);
}
