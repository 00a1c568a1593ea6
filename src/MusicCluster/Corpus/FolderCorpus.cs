using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>
/// A folder of audio files. Its <c>tracks.csv</c> describes them (<c>track_id</c>, <c>file</c> and optionally
/// <c>genre_top</c> or <c>genre</c>, <c>title</c>, <c>artist</c>, <c>lyrics_file</c>); without one, every audio file below
/// is a track, its first-level folder the genre, and a <c>.txt</c> or <c>.lrc</c> beside it the lyrics. A folder that may
/// not be read stands for the tracks in it, so that they are missed by name.
/// </summary>
internal static class FolderCorpus
{
    private static readonly HashSet<string> AudioExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp3", ".wav", ".flac", ".ogg", ".oga", ".opus", ".aiff", ".aif", ".au", ".m4a", ".mp4", ".aac", ".wma",
    };

    private static readonly string[] LyricsEndings = [".txt", ".lrc"];

    /// <summary>The tracks in ordinal order of their ids' appearance.</summary>
    /// <exception cref="UserException">The folder is missing or empty, or its table is wrong.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IReadOnlyList<Track> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserException($"Corpus folder '{folder}' does not exist; set corpus.path to the folder of your music.");
        }

        var tracks = HasTable(folder) ? FromTable(folder, TablePath(folder)) : FromFiles(folder);
        return tracks.Count > 0
            ? tracks
            : throw new UserException($"Corpus folder '{folder}' holds no audio file; known endings are {string.Join(" ", AudioExtensions)}.");
    }

    /// <summary>Whether the folder has its own table of tracks.</summary>
    public static bool HasTable(string folder) => File.Exists(TablePath(folder));

    /// <summary>
    /// The lyrics of a track in a folder apart from the music: <c>&lt;track_id&gt;.txt</c> or <c>.lrc</c>; for a track named by
    /// its path, the same path with that ending. Empty if the folder has no such file.
    /// </summary>
    public static string LyricsNamed(string folder, string trackId)
    {
        string[] names = [FileNames.Safe(trackId), .. trackId.Contains('/', StringComparison.Ordinal) ? new[] { Path.ChangeExtension(trackId, null) } : []];
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        return names.SelectMany(name => LyricsEndings.Select(ending => Path.GetFullPath(Path.Combine(root, name + ending))))
            .FirstOrDefault(path => path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path)) ?? "";
    }

    private static string TablePath(string folder) => Path.Combine(folder, "tracks.csv");

    private static IReadOnlyList<Track> FromTable(string folder, string path)
    {
        var tracks = Table.ReadFile<FolderTrackRow>(path).Select(row => new Track(
            row.Id, Inside(folder, row.File, path), row.Genre, row.Title, row.Artist, row.LyricsFile.Length == 0 ? "" : Inside(folder, row.LyricsFile, path)));
        return TrackIds.Unique([.. tracks], path);
    }

    private static List<Track> FromFiles(string folder) =>
        [.. FileTree.Files(folder)
            .Where(path => AudioExtensions.Contains(Path.GetExtension(path)) || Path.EndsInDirectorySeparator(path))
            .Order(StringComparer.Ordinal)
            .Select(path => FromFile(folder, path))];

    private static Track FromFile(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
        var slash = relative.IndexOf('/', StringComparison.Ordinal);
        return new Track(
            relative,
            path,
            slash < 0 ? "" : relative[..slash],
            Path.GetFileNameWithoutExtension(path),
            LyricsPath: LyricsBeside(path));
    }

    private static string LyricsBeside(string audioPath) =>
        LyricsEndings.Select(ending => Path.ChangeExtension(audioPath, ending)).FirstOrDefault(File.Exists) ?? "";

    private static string Inside(string folder, string relative, string table)
    {
        if (relative.Contains('\0', StringComparison.Ordinal))
        {
            throw new UserException($"'{table}' names '{relative}', which has the character NUL and is no path.");
        }

        var full = Path.GetFullPath(Path.Combine(folder, relative));
        return full.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new UserException($"'{table}' names '{relative}', which lies outside its folder.");
    }
}

/// <summary>A track as a folder's own table describes it.</summary>
[Table("tracks.csv", "A table that a folder of music may have: which tracks there are, and what is known about them.", Stage = "corpus")]
internal sealed record FolderTrackRow(
    [Column("track_id", "Unique within the folder.")] string Id,
    [Column("file", "Path of the audio file, relative to the folder.")] string File,
    [Column("genre_top", "Its genre; may be left out.", OtherName = "genre", IsOptional = true)] string Genre,
    [Column("title", "Its title; may be left out.", IsOptional = true)] string Title,
    [Column("artist", "Its artist; may be left out.", IsOptional = true)] string Artist,
    [Column("lyrics_file", "Path of a text file, relative to the folder; may be left out.", IsOptional = true)] string LyricsFile);
