using System.Globalization;
using MusicCluster.Foundation.Tables;

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
            item.Partition.Method, item.Seed, item.Partition.IsMade ? made.IndexOf(item) : null, item.Partition.Note, item.Partition.Status)));
        var labels = made.Select((item, i) => new Series<int>(i.ToString(CultureInfo.InvariantCulture), item.Partition.Labels));
        new WideTable<LabelRow, int>([.. trackIds.Select(id => new LabelRow(id))], [.. labels]).Write(folder);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<SeedPartition> Read(string folder)
    {
        var labels = Table.ReadWide<LabelRow, int>(folder);
        return [.. Table.Read<PartitionRow>(folder).Select(row => new SeedPartition(
            row.Seed, new Partition(row.Method, row.Column is { } column ? [.. labels.Series[column].Values] : [], row.Note, row.Status)))];
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
    [Column("status", "Why there is no partition; empty where there is one.")] string Status);

/// <summary>A track's labels.</summary>
[Table("labels.csv", "One row per track.", Stage = "cluster", MoreColumns = "a column per partition, numbered from 0: the track's cluster, noise −1")]
internal sealed record LabelRow([Column("track_id", "The track.")] string TrackId);
