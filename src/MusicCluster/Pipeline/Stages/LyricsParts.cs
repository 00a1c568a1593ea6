using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
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
        var figures = parts.Select(Table.ReadWide<LyricsRow, string>).ToList();
        var rows = figures.Select(part => part.Rows.Select((row, i) => (row.TrackId, Row: row, Index: i)).ToDictionary(item => item.TrackId)).ToList();
        var origins = tracks.Select(track => (Part: Shard.IndexOf(track.Id, parts.Count) - 1, track.Id))
            .Select(item => (item.Part, rows[item.Part][item.Id].Row, rows[item.Part][item.Id].Index)).ToList();
        new WideTable<LyricsRow, string>(
            [.. origins.Select(origin => origin.Row)],
            [.. figures[0].Series.Select((series, i) => new Series<string>(
                series.Name, [.. origins.Select(origin => figures[origin.Part].Series[i].Values[origin.Index])]))]).Write(folder);
        Table.Write(folder, Joined<AttemptRow>(tracks, parts, row => row.TrackId));
        Table.Write(folder, Joined<UnansweredRow>(tracks, parts, row => row.TrackId));
        foreach (var text in parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(part, "text"))))
        {
            File.Copy(text, Path.Combine(folder, "text", Path.GetFileName(text)), overwrite: true);
        }
    }

    /// <summary>A track may have no row, or several, whose order stays.</summary>
    private static IEnumerable<TRow> Joined<TRow>(IReadOnlyList<Track> tracks, IReadOnlyList<string> parts, Func<TRow, string> idOf)
    {
        var rows = parts.Select(part => Table.Read<TRow>(part).ToLookup(idOf)).ToList();
        return tracks.SelectMany(track => rows[Shard.IndexOf(track.Id, parts.Count) - 1][track.Id]);
    }
}
