using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A metric over the seeds.</summary>
[Table("summary.csv", "Every metric over the seeds: one row per partition and metric.")]
public sealed record SummaryRow(
    [Columns] PartitionKey Key,
    [Column("metric", "The metric, see below.")] Metric Metric,
    [Column("mean", "Mean over the seeds; empty where it is undefined for one of them.")] double? Mean,
    [Column("std", "Standard deviation over the seeds, divisor n − 1; empty for one seed.")] double? Deviation,
    [Column("ci_low", "Lower end of the bootstrap interval over tracks; empty for metrics without an interval.")] double? Low,
    [Column("ci_high", "Upper end of that interval.")] double? High,
    [Column("n_seeds", "Seeds that went into the mean.")] int SeedCount);
