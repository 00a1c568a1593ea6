using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>What the corpus holds, and what became of its tracks and their words.</summary>
internal static class CorpusTables
{
    private const string NoGenre = "(none)";

    /// <summary>Writes <c>corpus.csv</c>, <c>tracks.csv</c> and <c>lyrics-verdicts.csv</c>.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="corpusFolder">Paths of audio are written relative to it.</param>
    /// <param name="tracks">The tracks that have features.</param>
    /// <param name="lyrics">The lyrics stage.</param>
    public static void Write(string folder, string corpusFolder, EvaluatedTracks tracks, StageOutput lyrics)
    {
        WriteGenres(Path.Combine(folder, "corpus.csv"), tracks, LyricsTable.Read(lyrics.Folder));
        WriteTracks(Path.Combine(folder, "tracks.csv"), corpusFolder, tracks);
        WriteVerdicts(Path.Combine(folder, "lyrics-verdicts.csv"), CsvTable.Read(lyrics.PathOf("lyrics.csv")));
    }

    /// <summary>Writes <c>failure-reasons.csv</c>: how many tracks were left out, by stage and reason, the most frequent first.</summary>
    public static void WriteReasons(string folder, IReadOnlyList<TrackFailure> failures)
    {
        var table = new CsvTable("stage", "reason", "tracks");
        foreach (var group in failures.GroupBy(failure => (failure.Stage, failure.Reason))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Stage, StringComparer.Ordinal).ThenBy(group => group.Key.Reason, StringComparer.Ordinal))
        {
            table.Add(group.Key.Stage, group.Key.Reason, group.Count());
        }

        table.Write(Path.Combine(folder, "failure-reasons.csv"));
    }

    private static void WriteGenres(string path, EvaluatedTracks tracks, IReadOnlyDictionary<string, string> words)
    {
        var table = new CsvTable("genre", "tracks", "artists", "with_lyrics", "seconds", "shortest", "median", "longest");
        var rows = tracks.Tracks.Select((track, i) => (Track: track, Seconds: tracks.Durations[i])).ToList();
        foreach (var genre in rows.GroupBy(row => row.Track.Genre).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Add(genre.Key.Length == 0 ? NoGenre : genre.Key, [.. genre]);
        }

        Add("all", rows);
        table.Write(path);

        void Add(string name, List<(Track Track, double Seconds)> group)
        {
            double[] seconds = [.. group.Select(row => row.Seconds).Order()];
            table.Add(
                name,
                group.Count,
                group.Select(row => row.Track.Artist).Where(artist => artist.Length > 0).Distinct(StringComparer.Ordinal).Count(),
                group.Count(row => words.ContainsKey(row.Track.Id)),
                Math.Round(seconds.Sum()), seconds[0], Moments.Quantile(seconds, 0.5), seconds[^1]);
        }
    }

    /// <summary>Text from tags as it is: every rendering escapes it in its own way.</summary>
    private static void WriteTracks(string path, string corpusFolder, EvaluatedTracks tracks)
    {
        var table = new CsvTable("track_id", "title", "artist", "genre", "path", "seconds");
        for (var row = 0; row < tracks.Tracks.Count; row++)
        {
            var track = tracks.Tracks[row];
            var audio = track.AudioPath.Length == 0 ? "" : Path.GetRelativePath(corpusFolder, track.AudioPath).Replace('\\', '/');
            table.Add(track.Id, track.Title, track.Artist, track.Genre, audio, tracks.Durations[row]);
        }

        table.Write(path);
    }

    private static void WriteVerdicts(string path, CsvTable lyrics)
    {
        var (source, verdict, reason) = (lyrics.Column("source"), lyrics.Column("verdict"), lyrics.Column("reason"));
        var table = new CsvTable("verdict", "source", "reason", "tracks");
        foreach (var group in lyrics.Rows.GroupBy(row => (Verdict: row[verdict], Source: row[source], Reason: row[reason]))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.ToString(), StringComparer.Ordinal))
        {
            table.Add(group.Key.Verdict, group.Key.Source, group.Key.Reason, group.Count());
        }

        table.Write(path);
    }
}
