using MusicCluster.Foundation.Tables;

namespace MusicCluster.Projection;

/// <summary>A track's place on a map. Axes have no meaning and no unit; only neighborhoods do.</summary>
[Table("maps/<representation>.csv", "A map of each representation (UMAP), first seed.")]
public sealed record MapRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("x", "To the right.")] double X,
    [Column("y", "Upwards.")] double Y);
