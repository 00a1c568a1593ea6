using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>Whether the best representation of a clusterer is better than all others by more than the noise.</summary>
[Table("best.csv", "The best representation of each clusterer against every other: paired bootstrap over tracks, Holm-corrected over them.")]
public sealed record BestRow(
    [Columns] ClusteringMethod Method,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("representation", "The one with the highest mean.")] RepresentationName Representation,
    [Column("mean", "Its mean over the seeds.")] double Mean,
    [Column("runner_up", "The one with the second highest mean.")] RepresentationName RunnerUp,
    [Column("difference", "Best less runner-up.")] double? Difference,
    [Column("ci_low", "Lower end of the interval of that difference.")] double? Low,
    [Column("ci_high", "Upper end of that interval.")] double? High,
    [Column("p_adjusted", "The largest corrected p-value against any other.")] double? AdjustedPValue,
    [Column("verdict", "What follows at the level .05.")] Verdict Verdict,
    [Column("status", "Why there is no answer.")] string Status)
{
    /// <summary>A row per clusterer that made partitions of two representations or more.</summary>
    internal static IEnumerable<BestRow> Of(IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks, TrackResamples resamples, double confidence)
    {
        foreach (var method in all.GroupBy(scored => scored.Key.Method))
        {
            var means = method.Where(scored => scored.Mean(Metric.AdjustedRandIndex) is not null)
                .Select(scored => (Scored: scored, Mean: scored.Mean(Metric.AdjustedRandIndex)!.Value))
                .OrderByDescending(item => item.Mean).ThenBy(item => item.Scored.Key.Representation.ToString(), StringComparer.Ordinal).ToList();
            if (means.Count >= 2)
            {
                yield return Of(method.Key, means, tracks, resamples, confidence);
            }
        }
    }

    private static BestRow Of(
        ClusteringMethod method, List<(ScoredPartition Scored, double Mean)> means, EvaluatedTracks tracks, TrackResamples resamples, double confidence)
    {
        var (best, runnerUp) = (means[0].Scored.Key.Representation, means[1].Scored.Key.Representation);
        var partitions = means.ToDictionary(item => item.Scored.Key.Representation.ToString(), item => item.Scored.Labels);
        var comparisons = PairedComparison.Compare(tracks.Genres, partitions, best.ToString(), Metric.AdjustedRandIndex, resamples, confidence);
        var next = comparisons.First(comparison => comparison.Representation == runnerUp.ToString());
        var untested = comparisons.FirstOrDefault(comparison => comparison.AdjustedPValue is null);
        double? p = untested is null ? comparisons.Max(comparison => comparison.AdjustedPValue) : null;
        // The difference is to the runner-up; the p-value is that against all others.
        var verdict = Verdicts.Of(-next.Difference, p);
        return new BestRow(
            method, Metric.AdjustedRandIndex, best, means[0].Mean, runnerUp, -next.Difference, -next.High, -next.Low, p, verdict, untested?.Status ?? "");
    }
}
