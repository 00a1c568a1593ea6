using System.Globalization;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Clusters;

/// <summary>The partitions of one representation on disk: <c>partitions.csv</c> lists them, <c>labels.csv</c> has a column for each that was made.</summary>
internal static class PartitionFiles
{
    /// <summary>Writes both tables.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="trackIds">Ids of the labels' rows.</param>
    /// <param name="partitions">In the order of the tables.</param>
    public static void Write(string folder, IReadOnlyList<string> trackIds, IReadOnlyList<SeedPartition> partitions)
    {
        var made = partitions.Where(item => item.Partition.IsMade).ToList();
        Table.Write(folder, partitions.Select(item => new PartitionRow(
            item.Partition.Method, item.Seed, item.Partition.IsMade ? made.IndexOf(item) : null, item.Partition.Note, item.Partition.Status,
            item.Partition.BetweenOptima?.Value, item.Partition.BetweenOptima?.Status ?? "")));
        var labels = made.Select((item, i) => new Series<int>(i.ToString(CultureInfo.InvariantCulture), item.Partition.Labels));
        new WideTable<LabelRow, int>([.. trackIds.Select(id => new LabelRow(id))], [.. labels]).Write(folder);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<SeedPartition> Read(string folder)
    {
        var labels = Table.ReadWide<LabelRow, int>(folder);
        return [.. Table.Read<PartitionRow>(folder).Select(row => new SeedPartition(
            row.Seed, new Partition(row.Method, row.Column is { } column ? [.. labels.Series[column].Values] : [], row.Note, row.Status)
            {
                BetweenOptima = row.BetweenOptima is null && row.BetweenOptimaStatus.Length == 0
                    ? null
                    : new MetricValue(Metric.AgreementBetweenOptima, row.BetweenOptima, row.BetweenOptimaStatus),
            }))];
    }
}

/// <summary>A partition and the seed that it was made with.</summary>
public sealed record SeedPartition(int Seed, Partition Partition);

/// <summary>A partition in the list of a representation's.</summary>
[Table("partitions.csv", "One row per partition of a representation, made or not.", Stage = "cluster")]
internal sealed record PartitionRow(
    [Columns] ClusteringMethod Method,
    [Column("seed", "The seed of the model and of the clusterer.")] int Seed,
    [Column("column", "Which column of labels.csv has it, from 0; empty where it could not be made.")] int? Column,
    [Column("note", "What the data decided, e.g. epsilon.")] string Note,
    [Column("status", "Why there is no partition; empty where there is one.")] string Status,
    [Column("ari_between_optima", "k-means: agreement with the tightest other partition where that is within 0.1 % as tight.")] double? BetweenOptima,
    [Column("ari_between_optima_status", "Why there is no such number.")] string BetweenOptimaStatus);

/// <summary>A track's labels.</summary>
[Table("labels.csv", "One row per track.", Stage = "cluster", MoreColumns = "a column per partition, numbered from 0: the track's cluster, noise −1")]
internal sealed record LabelRow([Column("track_id", "The track.")] string TrackId);
