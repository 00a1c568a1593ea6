using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>How much of a score is the recognition of artists.</summary>
[Table("artists.csv", "How much of the agreement with the genres is the recognition of artists; the clusterer that was fixed beforehand.")]
public sealed record ArtistRow(
    [Columns] PartitionKey Key,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("score", "On all tracks with genre and artist.")] double? Score,
    [Column("one_track_per_artist", "On one track per artist, mean of 200 draws.")] double? OnePerArtist,
    [Column("artist_score", "The metric against artists in the place of genres.")] double? ArtistScore,
    [Column("artists", "Different artists.")] int ArtistCount,
    [Column("tracks", "Tracks with genre and artist.")] int TrackCount,
    [Column("status", "Why there is no answer.")] string Status);
