using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;

namespace MusicCluster.Clusters;

/// <summary>How alike the two tightest partitions of k-means are, where both are as good as equally tight.</summary>
/// <remarks>A partition that has a twin of the same inertia and other members is one of two answers, and no finding.</remarks>
internal static class OptimaAgreement
{
    /// <summary>Partitions whose inertias differ by less than this share are equally tight.</summary>
    public const double Margin = 0.001;

    /// <summary>Compares the best partition with its rival.</summary>
    public static MetricValue Of(KMeansResult best, KMeansResult? rival) =>
        rival is null ? Undefined("no start ends near it in another partition")
        : rival.Inertia > (1 + Margin) * best.Inertia ? Undefined($"the next partition is {100 * ((rival.Inertia / best.Inertia) - 1):0.00} % looser")
        : MetricValue.Of(Metric.AgreementBetweenOptima, RandIndex.Adjusted(best.Labels, rival.Labels));

    private static MetricValue Undefined(string reason) => MetricValue.Undefined(Metric.AgreementBetweenOptima, reason);
}
