using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Tables;

/// <summary>Tracks of a genre in a cluster.</summary>
[Table("confusion.csv", "How many tracks of each genre are in each cluster: the clusterer that was fixed beforehand, first seed.")]
public sealed record ConfusionRow(
    [Columns] PartitionKey Key,
    [Column("genre", "Empty: tracks without a genre.")] string Genre,
    [Column("cluster", "Noise is −1.")] int Cluster,
    [Column("tracks", "How many.")] int TrackCount)
{
    /// <summary>A row per genre and cluster of each partition.</summary>
    internal static IEnumerable<ConfusionRow> Of(IEnumerable<ScoredPartition> shown, EvaluatedTracks tracks) =>
        from scored in shown
        let labels = scored.Seeds[0].Partition.Labels
        let counts = tracks.Genres.Zip(labels).CountBy(pair => pair).ToDictionary()
        from genre in tracks.Genres.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        from cluster in labels.Distinct().Order()
        select new ConfusionRow(scored.Key, genre, cluster, counts.GetValueOrDefault((genre, cluster)));
}
