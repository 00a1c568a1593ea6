using MusicCluster.Evaluation;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Scores every partition and says how sure the scores are.</summary>
internal sealed class MetricTables(
    RunContext context, EvaluatedTracks tracks, StageOutput features, IReadOnlyList<ClusteredRepresentation> clustered)
{
    private readonly EvaluationOptions options = context.Profile.Evaluation;

    // Not the run's seeds: intervals and tests stay the same when a seed is added.
    private readonly SeedSequence seeds = new SeedSequence(0).Derive("evaluation");

    /// <summary>Writes the tables of numbers: metrics, summary, assignments, the tests, and what figures show of single tracks.</summary>
    public void Write(string folder)
    {
        var reference = ReferenceSpace.Of(features);
        var resamples = new TrackResamples(tracks.Tracks.Count, options.BootstrapCount, seeds.Derive("bootstrap"));
        var scored = Score(new PartitionScorer(tracks.Genres, reference.Points, resamples, options.Confidence));
        WriteSettings(Path.Combine(folder, "evaluation.csv"), reference.Name, TestTables.PrimaryMethod(scored, tracks));
        WriteMetrics(Path.Combine(folder, "metrics.csv"), scored);
        WriteSummary(Path.Combine(folder, "summary.csv"), scored);
        WriteAssignments(Path.Combine(folder, "assignments.csv"), scored);
        new TestTables(options, tracks, seeds).Write(folder, scored, resamples);
        BestTable.Write(folder, scored, tracks, resamples, options.Confidence);
        FusionTable.Write(folder, context, clustered, scored, tracks, resamples);
        PartitionProfiles.Write(folder, scored, tracks);
        RankingTable.Write(Path.Combine(folder, "ranking.csv"), context.Profile, clustered, reference.Points, scored, tracks, seeds.Derive("ranking"));
    }

    private List<ScoredPartition> Score(PartitionScorer scorer)
    {
        var scored = new List<ScoredPartition>[clustered.Count];
        var doneCount = 0;
        WorkerThreads.Run([.. Enumerable.Range(0, clustered.Count)], context.ThreadCount, i =>
        {
            scored[i] = [.. scorer.Score(clustered[i])];
            context.Progress.Report(new StageProgress("scoring", Interlocked.Increment(ref doneCount), clustered.Count, "representations"));
        }, context.Cancellation);
        return [.. scored.SelectMany(partitions => partitions)];
    }

    /// <summary>What the report has to say about how the numbers were made.</summary>
    private void WriteSettings(string path, string referenceName, string primary)
    {
        var table = new CsvTable("key", "value");
        table.Add("reference_space", referenceName);
        table.Add("baseline", options.Baseline);
        table.Add("bootstrap_resamples", options.BootstrapCount);
        table.Add("permutations", options.PermutationCount);
        table.Add("confidence", options.Confidence);
        table.Add("seeds", string.Join(" ", context.Profile.Seeds));
        table.Add("primary", primary);
        table.Add("note", context.Profile.Corpus.Note);
        table.Write(path);
    }

    private static void WriteMetrics(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "seed", "metric", "value", "status");
        foreach (var (scored, seed) in all.SelectMany(scored => scored.Seeds.Select(seed => (scored, seed))))
        {
            foreach (var metric in seed.Values)
            {
                table.Add(
                    scored.Representation, scored.Clusterer, scored.Parameters, seed.Seed, metric.Name, metric.Value,
                    metric.Value is null ? metric.Status : seed.Partition.Note);
            }
        }

        table.Write(path);
    }

    private static void WriteSummary(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "metric", "mean", "std", "ci_low", "ci_high", "n_seeds");
        foreach (var (scored, metric) in all.SelectMany(scored => scored.Summary.Select(metric => (scored, metric))))
        {
            table.Add(
                scored.Representation, scored.Clusterer, scored.Parameters, metric.Name, metric.Mean, metric.StandardDeviation,
                metric.Low, metric.High, metric.SeedCount);
        }

        table.Write(path);
    }

    /// <summary>The first seed's partitions, a column each.</summary>
    private void WriteAssignments(string path, IReadOnlyList<ScoredPartition> all)
    {
        var made = all.Where(scored => scored.Seeds[0].Partition.Status.Length == 0).ToList();
        var table = new CsvTable(["track_id", "genre", .. made.Select(scored => scored.Name)]);
        for (var row = 0; row < tracks.Tracks.Count; row++)
        {
            table.Add([tracks.Tracks[row].Id, tracks.Genres[row], .. made.Select(scored => (object?)scored.Seeds[0].Partition.Labels[row])]);
        }

        table.Write(path);
    }
}
