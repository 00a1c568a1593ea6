using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Silhouette (Rousseeuw 1987): how much nearer a point is to its own cluster than to the next one; −1 … 1, higher is better.</summary>
/// <remarks>Distances are summed as they are computed: O(n + k) memory. Values do not depend on the number of threads.</remarks>
public static class Silhouette
{
    /// <summary>Mean over the points.</summary>
    /// <exception cref="ArgumentException">Not 2 … n − 1 clusters, or a value is NaN or infinite.</exception>
    public static double Mean(Matrix points, ReadOnlySpan<int> labels) => Moments.Mean(Samples(points, labels));

    /// <summary>Silhouette of each point; 0 for a point that is alone in its cluster.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="labels">Cluster of each row; every number is a cluster, so drop noise first.</param>
    /// <exception cref="ArgumentException">Not 2 … n − 1 clusters, or a value is NaN or infinite.</exception>
    public static double[] Samples(Matrix points, ReadOnlySpan<int> labels)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, points.RowCount);
        var clusterOf = Orders.Dense(labels, out var clusterCount);
        if (clusterCount < 2 || clusterCount >= points.RowCount)
        {
            throw new ArgumentException(
                $"Labels hold {clusterCount} clusters of {points.RowCount} points; valid are 2 to n - 1.", nameof(labels));
        }

        var order = Orders.Ascending([.. clusterOf.Select(cluster => (double)cluster)]);
        var sizes = new int[clusterCount];
        foreach (var cluster in clusterOf)
        {
            sizes[cluster]++;
        }

        var clusters = new PointBlocks[clusterCount];
        for (int cluster = 0, start = 0; cluster < clusterCount; start += sizes[cluster++])
        {
            clusters[cluster] = new PointBlocks(points, order.AsSpan(start, sizes[cluster]));
        }

        var result = new double[points.RowCount];
        Parallel.For(0, (points.RowCount + 3) / 4, group =>
            ComputeGroup(points, order, group * 4, clusterOf, clusters, result));
        return result;
    }

    /// <summary>Four points at a time; past the end the last one is repeated.</summary>
    private static void ComputeGroup(
        Matrix points, int[] order, int start, int[] clusterOf, PointBlocks[] clusters, double[] result)
    {
        var dimension = points.ColumnCount;
        var queries = new double[4 * dimension];
        var rows = new int[4];
        for (var i = 0; i < 4; i++)
        {
            rows[i] = order[Math.Min(start + i, order.Length - 1)];
            points.Row(rows[i]).CopyTo(queries.AsSpan(i * dimension));
        }

        Span<double> sums = stackalloc double[4];
        Span<double> inside = stackalloc double[4];
        Span<double> nearest = stackalloc double[4];
        nearest.Fill(double.PositiveInfinity);
        for (var cluster = 0; cluster < clusters.Length; cluster++)
        {
            clusters[cluster].SumDistances4(queries, sums);
            var size = clusters[cluster].PointCount;
            for (var i = 0; i < 4; i++)
            {
                if (clusterOf[rows[i]] == cluster)
                {
                    inside[i] = sums[i] / Math.Max(1, size - 1);
                }
                else
                {
                    nearest[i] = Math.Min(nearest[i], sums[i] / size);
                }
            }
        }

        for (var i = 0; i < 4; i++)
        {
            var largest = Math.Max(inside[i], nearest[i]);
            var alone = clusters[clusterOf[rows[i]]].PointCount == 1;
            result[rows[i]] = alone || largest == 0 ? 0 : (nearest[i] - inside[i]) / largest;
        }
    }
}
