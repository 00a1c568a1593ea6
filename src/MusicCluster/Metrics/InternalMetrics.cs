using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>How tight and how well apart clusters are, in the space that they were found in.</summary>
/// <remarks>
/// Noise (−1) is left out of all but <c>noise-share</c>. Silhouettes of different spaces cannot be compared;
/// see <see cref="ReferenceSilhouette"/>.
/// </remarks>
public static class InternalMetrics
{
    /// <summary>The metrics in the order of the tables.</summary>
    public static IReadOnlyList<Metric> All { get; } =
        [Metric.Silhouette, Metric.DaviesBouldin, Metric.CalinskiHarabasz, Metric.NoiseShare, Metric.ClusterCount];

    /// <summary>All metrics of one partition.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="labels">Cluster of each row, noise −1.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number.</exception>
    public static IReadOnlyList<MetricValue> Compute(Matrix points, int[] labels) => Compute(points, labels, out _);

    /// <summary>All metrics, and the silhouette of each track, NaN for noise and where it is undefined.</summary>
    public static IReadOnlyList<MetricValue> Compute(Matrix points, int[] labels, out double[] trackSilhouettes)
    {
        if (points.RowCount != labels.Length)
        {
            throw new ArgumentException($"{points.RowCount} points for {labels.Length} labels; each point needs one.", nameof(labels));
        }

        trackSilhouettes = TrackSilhouettes(points, [labels])[0];
        return Compute(points, labels, trackSilhouettes);
    }

    /// <summary>All metrics of a partition whose tracks' silhouettes are known.</summary>
    internal static IReadOnlyList<MetricValue> Compute(Matrix points, int[] labels, double[] trackSilhouettes) =>
        [
            .. Geometric(points, labels, trackSilhouettes),
            labels.Length == 0
                ? MetricValue.Undefined(Metric.NoiseShare, "there are no points")
                : MetricValue.Of(Metric.NoiseShare, labels.Count(label => label < 0) / (double)labels.Length),
            MetricValue.Of(Metric.ClusterCount, labels.Where(label => label >= 0).Distinct().Count()),
        ];

    private static IReadOnlyList<MetricValue> Geometric(Matrix points, int[] labels, double[] trackSilhouettes)
    {
        var reason = Undefined(points, labels);
        if (reason.Length > 0)
        {
            return [.. All.Take(3).Select(metric => MetricValue.Undefined(metric, reason))];
        }

        var kept = Enumerable.Range(0, labels.Length).Where(i => labels[i] >= 0).ToArray();
        var clustered = Clustered(points, kept);
        var clusterOf = Labels.InOrderOfAppearance([.. kept.Select(i => labels[i])]);
        var scatter = new ClusterScatter(clustered, clusterOf);
        return
        [
            MetricValue.Of(Metric.Silhouette, Moments.Mean([.. trackSilhouettes.Where(value => !double.IsNaN(value))])),
            scatter.DaviesBouldin(),
            scatter.CalinskiHarabasz(),
        ];
    }

    /// <summary>The silhouette of each track in each partition, NaN for noise and where it is undefined.</summary>
    internal static double[][] TrackSilhouettes(Matrix points, IReadOnlyList<int[]> partitions)
    {
        var defined = partitions.Where(labels => Undefined(points, labels).Length == 0).ToArray();
        var values = new Queue<double[]>(JointSilhouettes.Of(points, [.. defined.Select(labels => Labels.InOrderOfAppearance(labels))]));
        return [.. partitions.Select(labels => defined.Contains(labels) ? values.Dequeue() : Nothing(labels.Length))];

        static double[] Nothing(int count)
        {
            var nothing = new double[count];
            Array.Fill(nothing, double.NaN);
            return nothing;
        }
    }

    /// <summary>The points without noise. Without noise they are no copy: points of a whole corpus are the largest thing here.</summary>
    private static Matrix Clustered(Matrix points, int[] kept) => kept.Length == points.RowCount ? points : points.SelectRows(kept);

    /// <summary>Why no geometric metric is defined, or an empty text.</summary>
    internal static string Undefined(Matrix points, int[] labels)
    {
        var problem = FiniteChecks.Problem(points);
        if (problem.Length > 0)
        {
            return problem;
        }

        var pointCount = labels.Count(label => label >= 0);
        var clusterCount = labels.Where(label => label >= 0).Distinct().Count();
        if (labels.Length == 0)
        {
            return "there are no points";
        }

        if (clusterCount == 0)
        {
            return "all points are noise";
        }

        if (clusterCount == 1)
        {
            return "there is 1 cluster; at least 2 are needed";
        }

        return clusterCount == pointCount ? "every cluster has 1 point" : "";
    }
}
