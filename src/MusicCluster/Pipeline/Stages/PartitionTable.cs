using System.Globalization;
using MusicCluster.Clusters;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Partitions on disk: <c>partitions.csv</c> lists them, <c>labels.csv</c> has a column for each that could be made.</summary>
internal static class PartitionTable
{
    public static string PointsFile(int seed) => $"seed-{seed}.npy";

    public static void Write(string folder, IReadOnlyList<string> trackIds, IReadOnlyList<(int Seed, Partition Partition)> partitions)
    {
        var index = new CsvTable("clusterer", "parameters", "seed", "column", "note", "status");
        var made = new List<Partition>();
        foreach (var (seed, partition) in partitions)
        {
            var isMade = partition.Status.Length == 0;
            index.Add(partition.Clusterer, partition.Parameters, seed, isMade ? made.Count : null, partition.Note, partition.Status);
            if (isMade)
            {
                made.Add(partition);
            }
        }

        var labels = new CsvTable(["track_id", .. Enumerable.Range(0, made.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        for (var row = 0; row < trackIds.Count; row++)
        {
            labels.Add([trackIds[row], .. made.Select(partition => (object?)partition.Labels[row])]);
        }

        index.Write(Path.Combine(folder, "partitions.csv"));
        labels.Write(Path.Combine(folder, "labels.csv"));
    }

    public static IReadOnlyList<(int Seed, Partition Partition)> Read(string folder)
    {
        var labels = CsvTable.Read(Path.Combine(folder, "labels.csv"));
        return [.. CsvTable.Read(Path.Combine(folder, "partitions.csv")).Rows.Select(row =>
        {
            int[] values = row[3].Length == 0 ? [] : [.. labels.Rows.Select(labelRow => Number(labelRow[Number(row[3]) + 1]))];
            return (Number(row[2]), new Partition(row[0], row[1], values, row[4], row[5]));
        })];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
