using MusicCluster.Foundation.Tables;

namespace MusicCluster.Features;

/// <summary>A row of every feature array.</summary>
[Table("tracks.csv", "The tracks that have features: the rows of every array.", Stage = "features")]
public sealed record FeatureTrackRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("duration", "Seconds of the whole file; empty for a table of features.")] double Duration,
    [Column("heard", "Seconds that the features are of; empty for a table of features.")] double Heard,
    [Column("note", "What was less than it should be: a file that breaks off, or is longer than listening goes on; else empty.")] string Note);
