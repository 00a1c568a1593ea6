using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Corpus;

/// <summary>
/// Features made elsewhere: a CSV of <c>track_id</c>, <c>genre</c> and optionally <c>title</c>, <c>artist</c>, <c>year</c>, and
/// per representation an array with one row per track, either <c>.npy</c> in the order of the CSV or a CSV with a
/// <c>track_id</c> column of its own.
/// </summary>
public static class TableCorpus
{
    /// <summary>Larger values are beyond what single precision holds, or their squares' sums are.</summary>
    private const double LargestValue = 1e15;

    /// <summary>The tracks of the CSV, in its order.</summary>
    /// <exception cref="UserException">A column is missing, or an id is empty or twice.</exception>
    public static IReadOnlyList<Track> ReadTracks(string path)
    {
        var table = CsvTable.Read(path);
        var id = table.Column("track_id");
        var genre = Math.Max(table.FindColumn("genre"), table.FindColumn("genre_top"));
        var (title, artist, year) = (table.FindColumn("title"), table.FindColumn("artist"), table.FindColumn("year"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var tracks = new List<Track>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            if (row[id].Length == 0 || !seen.Add(row[id]))
            {
                throw new UserException($"'{path}' has the track_id '{row[id]}' empty or twice; ids must be unique.");
            }

            tracks.Add(new Track(row[id], "", Field(row, genre), Field(row, title), Field(row, artist), Year: Field(row, year)));
        }

        return tracks.Count >= 2 ? tracks : throw new UserException($"'{path}' has {tracks.Count} tracks; at least 2 are needed.");
    }

    /// <summary>One representation, [tracks, dimensions], rows in the order of the ids given.</summary>
    /// <exception cref="UserException">Shape, type or ids are not those of the tracks; the sentence has file, expected and found.</exception>
    public static Matrix ReadRepresentation(string path, IReadOnlyList<string> trackIds)
    {
        var points = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => NpyFile.ReadMatrix(path),
            ".csv" => ReadCsv(path, trackIds),
            var ending => throw new UserException($"'{path}' ends in '{ending}'; a representation is a .npy or .csv file."),
        };
        if (points.RowCount != trackIds.Count || points.ColumnCount == 0)
        {
            throw new UserException($"'{path}' has the shape {points.RowCount} × {points.ColumnCount}; {trackIds.Count} rows (the tracks) and at least 1 column are expected.");
        }

        var bad = Array.FindIndex(points.Values, value => !(Math.Abs(value) <= LargestValue));
        return bad < 0
            ? points
            : throw new UserException($"'{path}' has the value {points.Values[bad].ToString(CultureInfo.InvariantCulture)} in row {bad / points.ColumnCount}, column {bad % points.ColumnCount} (counted from 0); numbers must be finite and at most {LargestValue.ToString("0E0", CultureInfo.InvariantCulture)} in size.");
    }

    private static Matrix ReadCsv(string path, IReadOnlyList<string> trackIds)
    {
        var table = CsvTable.Read(path);
        var id = table.Column("track_id");
        int[] columns = [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != id)];
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (!rows.TryAdd(row[id], row))
            {
                throw new UserException($"'{path}' has the track_id '{row[id]}' twice; one row per track is expected.");
            }
        }

        var points = new Matrix(trackIds.Count, columns.Length);
        for (var track = 0; track < trackIds.Count; track++)
        {
            if (!rows.Remove(trackIds[track], out var row))
            {
                throw new UserException($"'{path}' has no row for track_id '{trackIds[track]}'; one row per track is expected.");
            }

            for (var column = 0; column < columns.Length; column++)
            {
                var text = row[columns[column]];
                points[track, column] = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    ? value
                    : throw new UserException($"'{path}' has '{text}' in column '{table.Columns[columns[column]]}' of track_id '{trackIds[track]}'; a number is expected.");
            }
        }

        return rows.Count == 0
            ? points
            : throw new UserException($"'{path}' has {rows.Count} rows for unknown tracks, the first track_id '{rows.Keys.First()}'; the {trackIds.Count} tracks of the table are expected.");
    }

    private static string Field(string[] row, int column) => column < 0 ? "" : row[column];
}
