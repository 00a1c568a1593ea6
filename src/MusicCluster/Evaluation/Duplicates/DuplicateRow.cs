using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Duplicates;

/// <summary>A track that is a copy of an earlier one; <c>docs/duplicates.md</c> has the definitions.</summary>
[Table("duplicates.csv", "Tracks of the same recording, found by their audio fingerprints; they stay in the corpus.")]
public sealed record DuplicateRow(
    [Column("track_id", "The copy.")] string TrackId,
    [Column("duplicate_of", "The first track of the same recording.")] string DuplicateOf,
    [Column("offset", "Seconds of the first track at which the copy begins; below zero where the copy has something in front.")] double Offset,
    [Column("matched", "Seconds compared: of both tracks at once, without silence.")] double Matched,
    [Column("bit_error", "Share of the fingerprints' bits that differ; 0 for the same file.")] double BitError);
