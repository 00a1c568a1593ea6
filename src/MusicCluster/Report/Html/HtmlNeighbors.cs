using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MusicCluster.Evaluation.Neighbors;

namespace MusicCluster.Report.Html;

/// <summary>Every track's nearest tracks, for its card and for ways over the map.</summary>
internal static class HtmlNeighbors
{
    /// <summary>Rows as 32-bit numbers, −1 where there are no more; distances as 16 bits of the largest. Null in results without neighbors.</summary>
    public static JsonObject? Of(ReportSource source, IReadOnlyDictionary<string, int> rowOf)
    {
        var tracks = source.Has<NeighborRow>() ? source.Rows<NeighborRow>() : [];
        if (tracks.Count == 0)
        {
            return null;
        }

        var count = NeighborRow.Count;
        var rows = new int[rowOf.Count * count];
        Array.Fill(rows, -1);
        var distances = new double[rows.Length];
        foreach (var track in tracks.Where(track => rowOf.ContainsKey(track.TrackId)))
        {
            foreach (var (place, (id, distance)) in track.Neighbors.Items.Zip(track.Distances.Items).Where(pair => rowOf.ContainsKey(pair.First)).Index())
            {
                var i = (rowOf[track.TrackId] * count) + place;
                (rows[i], distances[i]) = (rowOf[id], double.Parse(distance, CultureInfo.InvariantCulture));
            }
        }

        var largest = Math.Max(distances.Max(), double.Epsilon);
        var shares = Array.ConvertAll(distances, distance => (ushort)Math.Round(distance / largest * ushort.MaxValue));
        return new JsonObject
        {
            ["representation"] = tracks[0].Representation.ToString(),
            ["count"] = count,
            ["largest"] = largest,
            ["rows"] = Convert.ToBase64String(MemoryMarshal.AsBytes(rows.AsSpan())),
            ["distances"] = Convert.ToBase64String(MemoryMarshal.AsBytes(shares.AsSpan())),
        };
    }
}
