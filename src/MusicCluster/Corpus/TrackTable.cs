using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>The tracks as stages hand them on, paths relative to the corpus's folder.</summary>
internal static class TrackTable
{
    /// <summary>Writes the tracks.</summary>
    public static void Write(string folder, string corpusFolder, IEnumerable<Track> tracks) => Table.Write(folder, tracks.Select(track => new FetchedTrackRow(
        track.Id, Relative(corpusFolder, track.AudioPath), track.Genre, track.Title, track.Artist, Relative(corpusFolder, track.LyricsPath), track.Year)));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Track> Read(string folder, string corpusFolder) => [.. Table.Read<FetchedTrackRow>(folder).Select(row => new Track(
        row.Id, Absolute(corpusFolder, row.Path), row.Genre, row.Title, row.Artist, Absolute(corpusFolder, row.LyricsPath), row.Year))];

    /// <summary>A path as the tables have it: relative to the corpus, with forward slashes; empty stays empty.</summary>
    public static string Relative(string folder, string path) =>
        path.Length == 0 ? "" : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Absolute(string folder, string path) => path.Length == 0 ? "" : Path.Combine(folder, path);
}

/// <summary>A track as it was found.</summary>
[Table("tracks.csv", "Every track that was found.", Stage = "fetch")]
internal sealed record FetchedTrackRow(
    [Column("track_id", "Unique within the corpus.")] string Id,
    [Column("path", "Of the audio file, relative to the corpus's folder; empty for a table of features.")] string Path,
    [Column("genre", "Empty when unknown.")] string Genre,
    [Column("title", "Empty when unknown.")] string Title,
    [Column("artist", "Empty when unknown.")] string Artist,
    [Column("lyrics_path", "Path of the lyrics file, relative to the corpus folder; empty when unknown.")] string LyricsPath,
    [Column("year", "Four digits; empty when unknown.")] string Year);
