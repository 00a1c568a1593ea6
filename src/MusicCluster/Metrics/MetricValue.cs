namespace MusicCluster.Metrics;

/// <summary>One number of a table, or why there is none.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Value">Null when undefined.</param>
/// <param name="Status">Empty, or the reason for the missing value in a few words without commas.</param>
public sealed record MetricValue(Metric Metric, double? Value, string Status = "")
{
    /// <summary>A metric that is undefined.</summary>
    public static MetricValue Undefined(Metric metric, string reason) => new(metric, null, reason);

    /// <summary>A metric with a value; a value that is not finite is undefined.</summary>
    public static MetricValue Of(Metric metric, double value) =>
        double.IsFinite(value) ? new(metric, value) : Undefined(metric, "the value is not finite");
}
