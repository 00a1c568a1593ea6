using MusicCluster.Clusters;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Neighbors;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation;

/// <summary>Scores every partition and says how sure the scores are.</summary>
/// <param name="options">Baseline, resamples and confidence.</param>
/// <param name="tracks">The rows of all points.</param>
/// <param name="representations">What was clustered.</param>
/// <param name="reference">The space that all share.</param>
/// <param name="seeds">The run's seeds.</param>
/// <param name="note">What readers must know of the music.</param>
internal sealed class Evaluator(
    EvaluationOptions options, EvaluatedTracks tracks, IReadOnlyList<EvaluatedRepresentation> representations, ReferenceSpace reference,
    IReadOnlyList<int> seeds, string note)
{
    private const int ArtistDrawCount = 200;

    // Not the run's seeds: intervals and tests stay the same when a seed is added.
    private readonly SeedSequence random = new SeedSequence(0).Derive("evaluation");

    /// <summary>What is known of the tracks besides points and genres.</summary>
    public GroupSources Sources { get; init; } = GroupSources.None;

    /// <summary>Writes the tables of numbers: metrics, summary, assignments, the tests, and what figures show of single tracks.</summary>
    public void Write(string folder, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var resamples = new TrackResamples(tracks.Tracks.Count, options.BootstrapCount, random.Derive("bootstrap"));
        var scored = Score(new PartitionScorer(tracks.Genres, reference.Points, resamples, options.Confidence), progress, cancellation);
        var primary = PrimaryMethod.Of(scored, tracks);
        var shown = scored.Where(item => item.Key.Method == primary && item.IsMade).ToList();
        new EvaluationSettings(
            reference.Name, options.Baseline, options.BootstrapCount, options.PermutationCount, options.Confidence, seeds, primary, note).Write(folder);
        var neighbors = new NeighborEvaluation(options, tracks, representations, seeds, resamples, random.Derive("neighbors"));
        Table.Write(folder, scored.SelectMany(Metrics).Concat(neighbors.Metrics));
        Table.Write(folder, scored.SelectMany(Summary).Concat(neighbors.Summary));
        AssignmentRow.Of(scored, tracks).Write(folder);
        Table.Write(folder, Compared(scored, primary, resamples).Concat(neighbors.Comparisons));
        Table.Write(folder, scored.Select(AgainstChance).Concat(neighbors.Chance));
        Table.Write(folder, scored.Where(item => item.Key.Method == primary).Select(ByArtist));
        Table.Write(folder, BestRow.Of(scored, tracks, resamples, options.Confidence));
        Table.Write(folder, FusionRow.Of(representations, scored, primary, tracks, seeds[0], resamples, options.Confidence));
        SilhouetteRow.Of(shown, tracks).Write(folder);
        Table.Write(folder, ConfusionRow.Of(shown, tracks));
        var ranking = RankingRow.Of(representations, reference.Points, scored, primary, tracks, seeds[0], random.Derive("ranking"))
            .Select(row => row with { PrecisionAtTen = neighbors.Mean(row.Representation.ToString()) }).ToList();
        Table.Write(folder, ranking);
        Table.Write(folder, NeighborsOfTracks(ranking));
        Table.Write(folder, RankingCriterionRow.Of(ranking, random.Derive("ranking/criteria")));
        var points = representations.ToDictionary(item => item.Name.ToString(), item => item.Points);
        new GroupTables(tracks, Sources, options, random.Derive("groups"))
            .Write(folder, shown, scored => points[scored.Key.Representation.ToString()](scored.Seeds[0].Seed)!);
    }

    /// <summary>In the space that is chosen without labels, else in the baseline, else in the first.</summary>
    private IEnumerable<NeighborRow> NeighborsOfTracks(IReadOnlyList<RankingRow> ranking)
    {
        var chosen = RankingRow.Choosable(ranking).FirstOrDefault()?.Representation.ToString();
        // Points are read when asked for: those of the first space that has any, and of no other.
        var space = representations.OrderByDescending(item => item.Name.ToString() == chosen)
            .ThenByDescending(item => item.Name.ToString() == options.Baseline)
            .Select(item => (item.Name, Points: item.Points(seeds[0]))).FirstOrDefault(item => item.Points is not null);
        return space.Points is null ? [] : NeighborRow.Of(space.Name, space.Points, tracks);
    }

    private List<ScoredPartition> Score(PartitionScorer scorer, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var scored = new IReadOnlyList<ScoredPartition>[representations.Count];
        progress.Report(new StageProgress("scoring", 0, representations.Count, "representations"));
        var doneCount = 0;
        Workers.ForEach([.. Enumerable.Range(0, representations.Count)], i =>
        {
            scored[i] = scorer.Score(representations[i]);
            progress.Report(new StageProgress("scoring", Interlocked.Increment(ref doneCount), representations.Count, "representations"));
        }, cancellation: cancellation);
        return [.. scored.SelectMany(partitions => partitions)];
    }

    private static IEnumerable<MetricRow> Metrics(ScoredPartition scored) =>
        from seed in scored.Seeds
        from value in seed.Values
        select new MetricRow(scored.Key, seed.Seed, value.Metric, value.Value, value.Value is null ? value.Status : seed.Partition.Note);

    private static IEnumerable<SummaryRow> Summary(ScoredPartition scored) =>
        from value in scored.Summary
        select new SummaryRow(scored.Key, value.Metric, value.Mean, value.StandardDeviation, value.Low, value.High, value.SeedCount);

    /// <summary>Every representation against the baseline, clusterer by clusterer.</summary>
    private IEnumerable<ComparisonRow> Compared(List<ScoredPartition> all, ClusteringMethod primary, TrackResamples resamples)
    {
        foreach (var method in all.GroupBy(scored => scored.Key.Method))
        {
            var byName = method.ToDictionary(scored => scored.Key.Representation.ToString());
            if (!byName.ContainsKey(options.Baseline))
            {
                continue;
            }

            var partitions = byName.ToDictionary(item => item.Key, item => item.Value.Labels);
            foreach (var test in PairedComparison.Compare(tracks.Genres, partitions, options.Baseline, Metric.AdjustedRandIndex, resamples, options.Confidence))
            {
                yield return new ComparisonRow(
                    byName[test.Representation].Key, Metric.AdjustedRandIndex, test.Difference, test.Low, test.High, test.PValue, test.AdjustedPValue,
                    method.Key == primary, Verdicts.Of(test.Difference, test.AdjustedPValue), test.Status);
            }
        }
    }

    private ChanceRow AgainstChance(ScoredPartition scored)
    {
        var test = PermutationTest.Test(tracks.Genres, scored.Labels, Metric.AdjustedRandIndex, options.PermutationCount, random.Derive("chance"));
        return new ChanceRow(scored.Key, Metric.AdjustedRandIndex, test.Observed, test.NullMean, test.NullQuantile95, test.PValue, test.Status);
    }

    private ArtistRow ByArtist(ScoredPartition scored)
    {
        var view = ArtistFilter.Compute(tracks.Genres, tracks.Artists, scored.Labels, Metric.AdjustedRandIndex, ArtistDrawCount, random.Derive("artists"));
        return new ArtistRow(
            scored.Key, Metric.AdjustedRandIndex, view.Score, view.OnePerArtist, view.ArtistScore, view.ArtistCount, view.TrackCount, view.Status);
    }
}
