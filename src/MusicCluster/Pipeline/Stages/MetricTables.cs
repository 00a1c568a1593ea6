using MusicCluster.Embeddings;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Scores every partition and says how sure the scores are.</summary>
internal sealed class MetricTables(
    RunContext context, EvaluatedTracks tracks, StageOutput features, IReadOnlyList<ClusteredRepresentation> clustered)
{
    /// <summary>Writes <c>metrics.csv</c>, <c>summary.csv</c> and <c>assignments.csv</c>.</summary>
    public void Write(string folder)
    {
        var reference = ReferencePoints();
        var scored = new List<ScoredPartition>[clustered.Count];
        var doneCount = 0;
        WorkerThreads.Run([.. Enumerable.Range(0, clustered.Count)], context.ThreadCount, i =>
        {
            scored[i] = [.. Score(clustered[i], reference)];
            context.Progress.Report(new StageProgress("scoring", Interlocked.Increment(ref doneCount), clustered.Count, "representations"));
        }, context.Cancellation);
        var all = scored.SelectMany(partitions => partitions).ToList();
        WriteMetrics(Path.Combine(folder, "metrics.csv"), all);
        WriteAssignments(Path.Combine(folder, "assignments.csv"), all);
        SummaryTable.Write(Path.Combine(folder, "summary.csv"), all);
    }

    /// <summary>The one space in which partitions of different representations can be compared: standardised MFCC.</summary>
    private Matrix ReferencePoints()
    {
        var mfcc = NpyFile.ReadMatrix(features.PathOf("mfcc.npy"));
        return StandardScaler.Fit(mfcc).Transform(mfcc);
    }

    private IEnumerable<ScoredPartition> Score(ClusteredRepresentation item, Matrix reference)
    {
        foreach (var group in PartitionTable.Read(item.Output.Folder).GroupBy(entry => entry.Seed))
        {
            var file = item.Output.PathOf(PartitionTable.PointsFile(group.Key));
            var points = File.Exists(file) ? NpyFile.ReadMatrix(file) : null;
            foreach (var (seed, partition) in group)
            {
                IReadOnlyList<MetricValue> values = points is null || partition.Status.Length > 0
                    ? [.. InternalMetrics.Names.Append(ReferenceSilhouette.Name).Concat(ExternalMetrics.Names).Select(name => MetricValue.Undefined(name, partition.Status))]
                    :
                    [
                        .. InternalMetrics.Compute(points, partition.Labels),
                        ReferenceSilhouette.Compute(reference, partition.Labels),
                        .. ExternalMetrics.Compute(tracks.Genres, partition.Labels),
                    ];
                yield return new ScoredPartition(item.Representation.Name, seed, partition, values);
            }
        }
    }

    private static void WriteMetrics(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "seed", "metric", "value", "status");
        foreach (var scored in all)
        {
            foreach (var metric in scored.Values)
            {
                table.Add(
                    scored.Representation, scored.Partition.Clusterer, scored.Partition.Parameters, scored.Seed,
                    metric.Name, metric.Value, metric.Value is null ? metric.Status : scored.Partition.Note);
            }
        }

        table.Write(path);
    }

    /// <summary>The first seed's partitions, a column each.</summary>
    private void WriteAssignments(string path, IReadOnlyList<ScoredPartition> all)
    {
        var first = all.Where(scored => scored.Seed == context.Profile.Seeds[0] && scored.Partition.Status.Length == 0).ToList();
        var table = new CsvTable(["track_id", "genre", .. first.Select(scored => scored.Name)]);
        for (var row = 0; row < tracks.Tracks.Count; row++)
        {
            table.Add([tracks.Tracks[row].Id, tracks.Genres[row], .. first.Select(scored => (object?)scored.Partition.Labels[row])]);
        }

        table.Write(path);
    }
}
