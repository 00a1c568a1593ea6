using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Centers of clusters and the scatter around them.</summary>
internal sealed class ClusterScatter
{
    private readonly Matrix centers;
    private readonly int[] sizes;
    private readonly double[] meanDistances;
    private readonly double within;
    private readonly double between;
    private readonly int pointCount;

    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="labels">Clusters numbered from 0 on, without noise.</param>
    public ClusterScatter(Matrix points, int[] labels)
    {
        pointCount = points.RowCount;
        centers = new Matrix(Labels.ClusterCount(labels), points.ColumnCount);
        sizes = new int[centers.RowCount];
        meanDistances = new double[centers.RowCount];
        // Around the overall mean, sums stay exact far from the origin.
        var centered = Moments.Center(points, Moments.Means(points));
        for (var i = 0; i < labels.Length; i++)
        {
            sizes[labels[i]]++;
            Products.AddScaled(centered.Row(i), 1, centers.Row(labels[i]));
        }

        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            foreach (ref var value in centers.Row(cluster))
            {
                value /= sizes[cluster];
            }

            between += sizes[cluster] * Products.Dot(centers.Row(cluster), centers.Row(cluster));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            var squared = Distances.Squared(centered.Row(i), centers.Row(labels[i]));
            within += squared;
            meanDistances[labels[i]] += Math.Sqrt(squared) / sizes[labels[i]];
        }
    }

    /// <summary>Davies and Bouldin 1979: mean over clusters of the worst ratio of scatter to separation; from 0, lower is better.</summary>
    /// <remarks>scikit-learn gives 0, the best value, when centers coincide; the ratio is infinite, so it is undefined here.</remarks>
    public MetricValue DaviesBouldin()
    {
        var sum = 0.0;
        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            var worst = 0.0;
            for (var other = 0; other < sizes.Length; other++)
            {
                var scatter = meanDistances[cluster] + meanDistances[other];
                if (other == cluster || scatter == 0)
                {
                    continue;
                }

                var distance = Distances.Euclidean(centers.Row(cluster), centers.Row(other));
                if (distance <= 1e-12 * scatter)
                {
                    return MetricValue.Undefined(Metric.DaviesBouldin, "the centers of two clusters coincide");
                }

                worst = Math.Max(worst, scatter / distance);
            }

            sum += worst;
        }

        return MetricValue.Of(Metric.DaviesBouldin, sum / sizes.Length);
    }

    /// <summary>Caliński and Harabasz 1974: scatter between clusters to scatter within, per degree of freedom; from 0, higher is better.</summary>
    /// <remarks>scikit-learn gives 1 when the clusters have no scatter; the ratio is infinite, so it is undefined here.</remarks>
    public MetricValue CalinskiHarabasz() => within <= 1e-24 * (within + between)
        ? MetricValue.Undefined(Metric.CalinskiHarabasz, "all points lie on the centers of their clusters")
        : MetricValue.Of(Metric.CalinskiHarabasz, between / within * (pointCount - sizes.Length) / (sizes.Length - 1));
}
