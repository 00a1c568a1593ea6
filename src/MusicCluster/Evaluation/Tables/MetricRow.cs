using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>One number.</summary>
[Table("metrics.csv", "Every number: one row per partition, seed and metric.")]
public sealed record MetricRow(
    [Columns] PartitionKey Key,
    [Column("seed", "The seed of the model and of the clusterer.")] int Seed,
    [Column("metric", "The metric, see below.")] Metric Metric,
    [Column("value", "Empty where it is undefined.")] double? Value,
    [Column("status", "Why there is no value; else what the data decided, e.g. epsilon.")] string Status);
