namespace MusicCluster.Metrics;

/// <summary>One number of a table, or why there is none.</summary>
/// <param name="Name">As in the tables, e.g. <c>silhouette</c>.</param>
/// <param name="Value">Null when undefined.</param>
/// <param name="Status">Empty, or the reason for the missing value in a few words without commas.</param>
public sealed record MetricValue(string Name, double? Value, string Status = "")
{
    /// <summary>A metric that is undefined.</summary>
    public static MetricValue Undefined(string name, string reason) => new(name, null, reason);

    /// <summary>A metric with a value; a value that is not finite is undefined.</summary>
    public static MetricValue Of(string name, double value) =>
        double.IsFinite(value) ? new(name, value) : Undefined(name, "the value is not finite");
}
