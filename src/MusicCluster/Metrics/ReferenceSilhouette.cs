using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>The silhouette of a partition in one fixed space, so that representations can be compared.</summary>
/// <remarks>
/// A representation's own silhouette is high for a collapsed one. The reference space is the same for all: rank-Gauss statistics
/// where the profile has them, else standardized MFCC.
/// </remarks>
public static class ReferenceSilhouette
{
    /// <summary>The silhouette in the reference space; noise is left out.</summary>
    /// <param name="reference">Reference points, rows in the order of the labels.</param>
    /// <param name="labels">Cluster of each row, noise −1.</param>
    public static MetricValue Compute(Matrix reference, int[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, reference.RowCount);
        return Of(reference, labels, InternalMetrics.TrackSilhouettes(reference, [labels])[0]);
    }

    /// <summary>The same from the silhouette of each track, NaN for noise and where it is undefined.</summary>
    internal static MetricValue Of(Matrix reference, int[] labels, double[] trackSilhouettes)
    {
        var reason = InternalMetrics.Undefined(reference, labels);
        return reason.Length > 0
            ? MetricValue.Undefined(Metric.ReferenceSilhouette, reason)
            : MetricValue.Of(Metric.ReferenceSilhouette, Moments.Mean([.. trackSilhouettes.Where(value => !double.IsNaN(value))]));
    }
}
