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
internal static class TableCorpus
{
    /// <summary>Larger values are beyond what single precision holds, or their squares' sums are.</summary>
    private const double LargestValue = 1e15;

    /// <summary>The tracks of the CSV, in its order.</summary>
    /// <exception cref="UserException">A column is missing, or an id is empty or twice.</exception>
    public static IReadOnlyList<Track> ReadTracks(string path)
    {
        var rows = Table.ReadFile<TableTrackRow>(path);
        var tracks = TrackIds.Unique([.. rows.Select(row => new Track(row.Id, "", row.Genre, row.Title, row.Artist, Year: row.Year))], path);
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
            throw new UserException($"'{path}' has the shape {points.RowCount} × {points.ColumnCount}; "
                + $"{trackIds.Count} rows (the tracks) and at least 1 column are expected.");
        }

        var bad = Array.FindIndex(points.Values, value => !(Math.Abs(value) <= LargestValue));
        return bad < 0
            ? points
            : throw new UserException($"'{path}' has the value {points.Values[bad].ToString(CultureInfo.InvariantCulture)} in row {bad / points.ColumnCount}, "
                + $"column {bad % points.ColumnCount} (counted from 0); numbers must be finite and "
                + $"at most {LargestValue.ToString("0E0", CultureInfo.InvariantCulture)} in size.");
    }

    private static Matrix ReadCsv(string path, IReadOnlyList<string> trackIds)
    {
        var table = Table.ReadWideFile<TrackIdRow, double>(path);
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (!rowOf.TryAdd(table.Rows[row].TrackId, row))
            {
                throw new UserException($"'{path}' has the track_id '{table.Rows[row].TrackId}' twice; one row per track is expected.");
            }
        }

        var points = new Matrix(trackIds.Count, table.Series.Count);
        for (var track = 0; track < trackIds.Count; track++)
        {
            if (!rowOf.Remove(trackIds[track], out var row))
            {
                throw new UserException($"'{path}' has no row for track_id '{trackIds[track]}'; one row per track is expected.");
            }

            for (var column = 0; column < table.Series.Count; column++)
            {
                points[track, column] = table.Series[column].Values[row];
            }
        }

        return rowOf.Count == 0
            ? points
            : throw new UserException($"'{path}' has {rowOf.Count} rows for unknown tracks, the first track_id '{rowOf.Keys.First()}'; "
                + $"the {trackIds.Count} tracks of the table are expected.");
    }
}

/// <summary>A track of a table of features.</summary>
[Table("<table>.csv", "The tracks of a corpus of kind table.", Stage = "corpus")]
internal sealed record TableTrackRow(
    [Column("track_id", "Unique within the table.")] string Id,
    [Column("genre", "Its genre; may be left out.", OtherName = "genre_top", IsOptional = true)] string Genre,
    [Column("title", "Its title; may be left out.", IsOptional = true)] string Title,
    [Column("artist", "Its artist; may be left out.", IsOptional = true)] string Artist,
    [Column("year", "Its year; may be left out.", IsOptional = true)] string Year);

/// <summary>A track's point in a representation that is given as a table.</summary>
[Table("<representation>.csv", "A representation of a corpus of kind table.", Stage = "corpus", MoreColumns = "a column per dimension: a number")]
internal sealed record TrackIdRow([Column("track_id", "The track.")] string TrackId);
