using MusicCluster.Evaluation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Whether the best representation of each clusterer is better than all others by more than the noise.</summary>
internal static class BestTable
{
    private const string Metric = "ari";

    /// <summary>
    /// Writes <c>best.csv</c>, one row per clusterer: its best representation against each of the others by the paired bootstrap,
    /// Holm-corrected over them. The difference is that to the runner-up; the p-value is the largest of all.
    /// </summary>
    public static void Write(string folder, IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks, TrackResamples resamples, double confidence)
    {
        var table = new CsvTable(
            "clusterer", "parameters", "metric", "representation", "mean", "runner_up", "difference", "ci_low", "ci_high", "p_adjusted", "verdict", "status");
        foreach (var method in all.GroupBy(scored => scored.Method))
        {
            var means = method.Select(scored => (scored.Representation, Mean: scored.Summary.First(metric => metric.Name == Metric).Mean))
                .Where(item => item.Mean is not null).OrderByDescending(item => item.Mean).ThenBy(item => item.Representation, StringComparer.Ordinal).ToList();
            if (means.Count < 2)
            {
                continue;
            }

            var first = method.First();
            var partitions = method.Where(scored => means.Any(item => item.Representation == scored.Representation))
                .ToDictionary(scored => scored.Representation, scored => scored.Labels);
            var comparisons = PairedComparison.Compare(tracks.Genres, partitions, means[0].Representation, Metric, resamples, confidence);
            var next = comparisons.First(comparison => comparison.Representation == means[1].Representation);
            var untested = comparisons.FirstOrDefault(comparison => comparison.AdjustedPValue is null);
            double? p = untested is null ? comparisons.Max(comparison => comparison.AdjustedPValue) : null;
            table.Add(
                first.Clusterer, first.Parameters, Metric, means[0].Representation, means[0].Mean, means[1].Representation,
                -next.Difference, -next.High, -next.Low, p,
                p is null ? "" : p > TestTables.Significance ? "no difference shown" : "better", untested?.Status ?? "");
        }

        table.Write(Path.Combine(folder, "best.csv"));
    }
}
