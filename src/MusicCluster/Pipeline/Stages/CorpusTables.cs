using MusicCluster.Foundation;
using MusicCluster.Lyrics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>What the corpus holds.</summary>
internal static class CorpusTables
{
    /// <summary>Writes <c>corpus.csv</c>, one row per genre and one for all.</summary>
    public static void Write(string folder, EvaluatedTracks tracks, StageOutput lyrics)
    {
        var words = LyricsTable.Read(lyrics.Folder);
        var table = new CsvTable("genre", "tracks", "artists", "with_lyrics", "seconds");
        var rows = tracks.Tracks.Select((track, i) => (track, Seconds: tracks.Durations[i])).ToList();
        foreach (var genre in rows.GroupBy(row => row.track.Genre).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Add(genre.Key.Length == 0 ? "(none)" : genre.Key, [.. genre]);
        }

        Add("all", rows);
        table.Write(Path.Combine(folder, "corpus.csv"));

        void Add(string name, List<(Corpus.Track Track, double Seconds)> group) => table.Add(
            name,
            group.Count,
            group.Select(row => row.Track.Artist).Where(artist => artist.Length > 0).Distinct(StringComparer.Ordinal).Count(),
            group.Count(row => words.ContainsKey(row.Track.Id)),
            Math.Round(group.Sum(row => row.Seconds)));
    }
}
