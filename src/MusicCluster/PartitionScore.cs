using MusicCluster.Metrics;

namespace MusicCluster;

/// <summary>The metrics of one partition. One that is undefined has no value and says why in its status.</summary>
public sealed class PartitionScore
{
    internal PartitionScore(IReadOnlyList<MetricValue> all) => All = all;

    /// <summary>All of them, in the order of the program's tables.</summary>
    public IReadOnlyList<MetricValue> All { get; }

    /// <summary>How much nearer tracks are to their own cluster than to the next, in the space itself: −1 … 1, higher is better.</summary>
    /// <remarks>Not to be compared between spaces; see <see cref="ReferenceSilhouette"/>.</remarks>
    public MetricValue Silhouette => Get(Metric.Silhouette);

    /// <summary>The same in the one space that all representations share (rank-Gauss crop statistics, else standardized MFCC).</summary>
    public MetricValue ReferenceSilhouette => Get(Metric.ReferenceSilhouette);

    /// <summary>Mean similarity of each cluster with the one most like it (Davies and Bouldin 1979): from 0 on, lower is better.</summary>
    public MetricValue DaviesBouldin => Get(Metric.DaviesBouldin);

    /// <summary>Scatter between clusters over that within (Caliński and Harabasz 1974): from 0 on, higher is better.</summary>
    public MetricValue CalinskiHarabasz => Get(Metric.CalinskiHarabasz);

    /// <summary>Agreement with the genres on pairs of tracks (Hubert and Arabie 1985): −0.5 … 1, 0 at chance, higher is better.</summary>
    public MetricValue AdjustedRandIndex => Get(Metric.AdjustedRandIndex);

    /// <summary>Mutual information with the genres over the mean of the two entropies: 0 … 1, higher is better.</summary>
    public MetricValue NormalizedMutualInformation => Get(Metric.NormalizedMutualInformation);

    /// <summary>Mutual information with the genres beyond chance (Vinh et al. 2010): at most 1, 0 at chance, higher is better.</summary>
    public MetricValue AdjustedMutualInformation => Get(Metric.AdjustedMutualInformation);

    /// <summary>Harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007): 0 … 1, higher is better.</summary>
    public MetricValue VMeasure => Get(Metric.VMeasure);

    /// <summary>Share of tracks that have the most frequent genre of their cluster: 0 … 1, higher is better; it grows with the number of clusters.</summary>
    public MetricValue Purity => Get(Metric.Purity);

    /// <summary>Share of tracks in agreement when each cluster is named by at most one genre: 0 … 1, higher is better.</summary>
    public MetricValue Accuracy => Get(Metric.Accuracy);

    private MetricValue Get(Metric metric) => All.First(value => value.Metric == metric);
}
