using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A partition against chance.</summary>
[Table("chance.csv", "Each partition against chance: the genres shuffled over the tracks.")]
public sealed record ChanceRow(
    [Columns] PartitionKey Key,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("observed", "Mean over the seeds with the true genres.")] double? Observed,
    [Column("null_mean", "Mean over the shufflings.")] double? NullMean,
    [Column("null_q95", "What 95 % of the shufflings stay below.")] double? NullQuantile95,
    [Column("p_value", "Share of the shufflings that reach the observed value, itself counted: never 0.")] double? PValue,
    [Column("status", "Why there is no answer.")] string Status);
