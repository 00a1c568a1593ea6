using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>Genres from a CSV of one's own: <c>track_id</c> or <c>file</c>, and <c>genre</c>.</summary>
public static class GenreLabels
{
    /// <summary>The tracks, with the genre of the table where it has one for them.</summary>
    /// <exception cref="UserException">The table is wrong, or names no track at all.</exception>
    public static IReadOnlyList<Track> Apply(IReadOnlyList<Track> tracks, string corpusFolder, string path)
    {
        var table = CsvTable.Read(path);
        var (id, file, genre) = (table.FindColumn("track_id"), table.FindColumn("file"), table.Column("genre"));
        if (id < 0 && file < 0)
        {
            throw new UserException($"'{path}' has neither a column track_id nor file; it has {string.Join(", ", table.Columns)}.");
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            labels[id >= 0 ? row[id] : Path.GetFullPath(row[file], corpusFolder)] = row[genre];
        }

        var result = tracks.Select(track => labels.TryGetValue(id >= 0 ? track.Id : track.AudioPath, out var label) ? track with { Genre = label } : track).ToList();
        return result.Zip(tracks, (labelled, track) => !ReferenceEquals(labelled, track)).Any(isLabelled => isLabelled)
            ? result
            : throw new UserException($"'{path}' labels none of the {tracks.Count} tracks; its first is '{table.Rows.Select(row => row[id >= 0 ? id : file]).FirstOrDefault("")}', theirs is '{(id >= 0 ? tracks[0].Id : Path.GetRelativePath(corpusFolder, tracks[0].AudioPath))}'.");
    }
}
