using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>Genres from a CSV of one's own: <c>track_id</c> or <c>file</c>, and <c>genre</c>.</summary>
internal static class GenreLabels
{
    /// <summary>The tracks, with the genre of the table where it has one for them.</summary>
    /// <exception cref="UserException">The table is wrong, or names no track at all.</exception>
    public static IReadOnlyList<Track> Apply(IReadOnlyList<Track> tracks, string corpusFolder, string path)
    {
        var columns = CsvTable.Read(path);
        var byId = columns.FindColumn("track_id") >= 0;
        if (!byId && columns.FindColumn("file") < 0)
        {
            throw new UserException($"'{path}' has neither a column track_id nor file; it has {string.Join(", ", columns.Columns)}.");
        }

        var rows = Table.ReadFile<LabelRow>(path);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            labels[byId ? row.TrackId : Path.GetFullPath(row.File, corpusFolder)] = row.Genre;
        }

        var result =
            tracks.Select(track => labels.TryGetValue(byId ? track.Id : track.AudioPath, out var label) ? track with { Genre = label } : track).ToList();
        if (result.Zip(tracks, (labeled, track) => !ReferenceEquals(labeled, track)).Any(isLabeled => isLabeled))
        {
            return result;
        }

        var first = rows.Select(row => byId ? row.TrackId : row.File).FirstOrDefault("");
        var theirs = byId ? tracks[0].Id : Path.GetRelativePath(corpusFolder, tracks[0].AudioPath);
        throw new UserException($"'{path}' labels none of the {tracks.Count} tracks; its first is '{first}', theirs is '{theirs}'.");
    }

    [Table("<labels>.csv", "Genres of one's own, corpus.labels: each row names a track by its id or by its file.", Stage = "corpus")]
    private sealed record LabelRow(
        [Column("track_id", "The track; or else:", IsOptional = true)] string TrackId,
        [Column("file", "Its file, relative to the corpus's folder.", IsOptional = true)] string File,
        [Column("genre", "Its genre; empty: none.")] string Genre);
}
