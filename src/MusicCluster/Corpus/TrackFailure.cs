using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>A track that a stage had to leave out: a row of <c>failures.csv</c>.</summary>
[Table("failures.csv", "Every track that a stage had to leave out.")]
public sealed record TrackFailure(
    [Column("track_id", "The track.")] string TrackId,
    [Column("stage", "The stage that found the fault, e.g. features.")] string Stage,
    [Column("reason", "One sentence with the value found, e.g. file is empty (0 bytes).")] string Reason);
