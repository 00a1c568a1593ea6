using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Tables and texts of parts → those of the whole, in the order of the tracks.</summary>
internal static class LyricsParts
{
    /// <param name="tracks">All tracks in order.</param>
    /// <param name="parts">Folders of all parts in order.</param>
    /// <param name="folder">Gets the files.</param>
    public static void Join(IReadOnlyList<Track> tracks, IReadOnlyList<string> parts, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "text"));
        foreach (var path in Directory.EnumerateFiles(parts[0], "*.csv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            JoinRows(tracks, [.. parts.Select(part => CsvTable.Read(Path.Combine(part, name)))], Path.Combine(folder, name));
        }

        foreach (var text in parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(part, "text"))))
        {
            File.Copy(text, Path.Combine(folder, "text", Path.GetFileName(text)), overwrite: true);
        }
    }

    /// <summary>A track may have no row, or several, whose order stays.</summary>
    private static void JoinRows(IReadOnlyList<Track> tracks, IReadOnlyList<CsvTable> parts, string target)
    {
        var rows = parts.Select(part => part.Rows.ToLookup(row => row[part.Column("track_id")])).ToList();
        var table = new CsvTable([.. parts[0].Columns]);
        foreach (var track in tracks)
        {
            foreach (var row in rows[Shard.IndexOf(track.Id, parts.Count) - 1][track.Id])
            {
                table.Add([.. row]);
            }
        }

        table.Write(target);
    }
}
