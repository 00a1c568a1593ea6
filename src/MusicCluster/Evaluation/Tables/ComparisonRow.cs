using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A representation against the baseline.</summary>
[Table("comparisons.csv", "Each representation against the baseline, per clusterer: paired bootstrap over tracks, Holm-corrected over its representations.")]
public sealed record ComparisonRow(
    [Columns] PartitionKey Key,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("difference", "The representation's mean over seeds less the baseline's; empty where it could not be tested.")] double? Difference,
    [Column("ci_low", "Lower end of the interval of the difference, for this comparison alone.")] double? Low,
    [Column("ci_high", "Upper end of that interval.")] double? High,
    [Column("p_value", "Two-sided, of this comparison alone.")] double? PValue,
    [Column("p_adjusted", "After Holm's correction for all comparisons of the clusterer.")] double? AdjustedPValue,
    [Column("primary", "Whether the clusterer is the one that was fixed beforehand.")] bool IsPrimary,
    [Column("verdict", "What follows at the level .05.")] Verdict Verdict,
    [Column("status", "Why there is no answer.")] string Status);
