using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>A number over seeds with its uncertainty.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Mean">Mean over the seeds; null when undefined for one of them.</param>
/// <param name="StandardDeviation">Over the seeds (divisor n − 1); null for one seed.</param>
/// <param name="Low">Lower end of the interval over tracks; null without an interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="SeedCount">Seeds that went into the mean.</param>
/// <param name="Status">Empty, or why something is missing.</param>
public sealed record Interval(
    Metric Metric, double? Mean, double? StandardDeviation, double? Low, double? High, int SeedCount, string Status = "");
