using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>The tables of tracks and failures that stages hand on.</summary>
public static class TrackTable
{
    private static readonly string[] Columns = ["track_id", "path", "genre", "title", "artist", "lyrics_path", "year"];

    /// <summary>Writes <c>track_id,path,genre,title,artist,lyrics_path,year</c>, paths relative to the corpus.</summary>
    public static void Write(string path, string corpusFolder, IEnumerable<Track> tracks)
    {
        var table = new CsvTable(Columns);
        foreach (var track in tracks)
        {
            table.Add(
                track.Id, Relative(corpusFolder, track.AudioPath), track.Genre, track.Title, track.Artist, Relative(corpusFolder, track.LyricsPath), track.Year);
        }

        table.Write(path);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Track> Read(string path, string corpusFolder)
    {
        var table = CsvTable.Read(path);
        int[] columns = [.. Columns.Select(table.Column)];
        return [.. table.Rows.Select(row => new Track(
            row[columns[0]],
            Absolute(corpusFolder, row[columns[1]]),
            row[columns[2]],
            row[columns[3]],
            row[columns[4]],
            Absolute(corpusFolder, row[columns[5]]),
            row[columns[6]]))];
    }

    /// <summary>Writes <c>track_id,stage,reason</c>.</summary>
    public static void WriteFailures(string path, IEnumerable<TrackFailure> failures)
    {
        var table = new CsvTable("track_id", "stage", "reason");
        foreach (var failure in failures)
        {
            table.Add(failure.TrackId, failure.Stage, failure.Reason);
        }

        table.Write(path);
    }

    /// <summary>Reads what <see cref="WriteFailures"/> wrote.</summary>
    public static IReadOnlyList<TrackFailure> ReadFailures(string path) =>
        [.. CsvTable.Read(path).Rows.Select(row => new TrackFailure(row[0], row[1], row[2]))];

    /// <summary>A path as the tables have it: relative to the corpus, with forward slashes; empty stays empty.</summary>
    public static string Relative(string folder, string path) =>
        path.Length == 0 ? "" : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Absolute(string folder, string path) => path.Length == 0 ? "" : Path.Combine(folder, path);
}
