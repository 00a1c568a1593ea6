using MusicCluster.Foundation.Tables;

namespace MusicCluster.Features;

/// <summary>A row of every feature array.</summary>
[Table("tracks.csv", "The tracks that have features: the rows of every array.", Stage = "features")]
public sealed record FeatureTrackRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("duration", "Seconds that were read; empty for a table of features.")] double Duration);
