using MusicCluster.Foundation.Tables;

namespace MusicCluster.Lyrics;

/// <summary>What became of a track's lyrics.</summary>
[Table("lyrics.csv", "The lyrics of every track: where they come from, or why there are none.", Stage = "lyrics",
    MoreColumns = "a column per figure that the verdict rests on, empty where it was not taken")]
internal sealed record LyricsRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("source", "The source that came nearest; empty where none knows the track.")] string Source,
    [Column("verdict", "kept or refused.")] string Verdict,
    [Column("reason", "Why they are refused.")] string Reason,
    [Column("words", "How many.")] int WordCount,
    [Column("text", "The file that has them; empty where they are refused.")] string Text);

/// <summary>What one source had for a track.</summary>
[Table("attempts.csv", "Every source that was asked about a track, in order.", Stage = "lyrics")]
internal sealed record AttemptRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("source", "Which source.")] string Source,
    [Column("verdict", "kept or refused.")] string Verdict,
    [Column("reason", "Why they are refused.")] string Reason);

/// <summary>A source that gave no answer: such an output is made again by the next run.</summary>
[Table("unanswered.csv", "Sources that gave no answer for a track; the next run asks again.", Stage = "lyrics")]
internal sealed record UnansweredRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("source", "Which source.")] string Source,
    [Column("reason", "What was in the way.")] string Reason);

/// <summary>How often lyrics were kept or refused, and why.</summary>
[Table("lyrics-verdicts.csv", "What became of the lyrics of the tracks that were found: how many, the most frequent first.")]
public sealed record LyricsVerdictRow(
    [Column("verdict", "kept or refused.")] string Verdict,
    [Column("source", "The source that came nearest.")] string Source,
    [Column("reason", "Why they are refused.")] string Reason,
    [Column("tracks", "How many.")] int TrackCount)
{
    /// <summary>Counts rows of <c>lyrics.csv</c>.</summary>
    internal static IEnumerable<LyricsVerdictRow> Of(IEnumerable<LyricsRow> rows) => rows
        .GroupBy(row => (row.Verdict, row.Source, row.Reason))
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.ToString(), StringComparer.Ordinal)
        .Select(group => new LyricsVerdictRow(group.Key.Verdict, group.Key.Source, group.Key.Reason, group.Count()));
}
