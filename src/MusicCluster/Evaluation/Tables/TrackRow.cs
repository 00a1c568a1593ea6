using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Tables;

/// <summary>What is known of a track. Text from tags is as it is: every rendering escapes it in its own way.</summary>
[Table("tracks.csv", "Every track that has features, as the tags or the corpus's own table describe it.")]
public sealed record TrackRow(
    [Column("track_id", "Unique within the corpus.")] string Id,
    [Column("title", "Empty when unknown.")] string Title,
    [Column("artist", "Empty when unknown.")] string Artist,
    [Column("genre", "Empty when unknown.")] string Genre,
    [Column("path", "Of the audio file, relative to the corpus's folder; empty for a table of features.")] string Path,
    [Column("seconds", "Duration of the whole file; empty when unknown.")] double Seconds,
    [Column("note", "What was less than it should be, such as a file that breaks off; else empty.")] string Note)
{
    /// <summary>A row per track.</summary>
    internal static IEnumerable<TrackRow> Of(EvaluatedTracks tracks, string corpusFolder) => tracks.Tracks.Select((track, i) => new TrackRow(
        track.Id, track.Title, track.Artist, track.Genre, TrackTable.Relative(corpusFolder, track.AudioPath), tracks.Durations[i],
        tracks.Notes.Count > 0 ? tracks.Notes[i] : ""));
}

/// <summary>How often a stage had to leave a track out for a reason.</summary>
[Table("failure-reasons.csv", "How many tracks were left out, by stage and reason, the most frequent first.")]
public sealed record FailureReasonRow(
    [Column("stage", "The stage that found the fault.")] string Stage,
    [Column("reason", "Why.")] string Reason,
    [Column("tracks", "How many.")] int TrackCount)
{
    internal static IEnumerable<FailureReasonRow> Of(IReadOnlyList<TrackFailure> failures) => failures
        .GroupBy(failure => (failure.Stage, failure.Reason))
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key.Stage, StringComparer.Ordinal).ThenBy(group => group.Key.Reason, StringComparer.Ordinal)
        .Select(group => new FailureReasonRow(group.Key.Stage, group.Key.Reason, group.Count()));
}
