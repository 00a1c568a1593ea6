using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>One start of k-means and its iterations.</summary>
internal sealed unsafe class LloydRun
{
    // Sums follow the points that change their cluster, and are made anew now and then against rounding.
    private const int FreshSumsEvery = 20;

    private readonly int dimension;
    private readonly int pointCount;
    private readonly double[] centers;
    private readonly double[] sums;
    private readonly int[] sizes;

    // Padded to whole blocks.
    private readonly double[] distances;
    private readonly LloydBounds? bounds;
    private readonly double[] moves;
    private int[] labels;
    private int[] previous;

    // A point was put elsewhere by hand: no bound holds.
    private bool boundsAreVoid;

    /// <summary>Takes first centers, row after row, in the coordinates of the data.</summary>
    /// <param name="data">The points.</param>
    /// <param name="start">The centers.</param>
    /// <param name="withBounds">Whether blocks that cannot change are skipped; null decides by the number of clusters.</param>
    public LloydRun(KMeansData data, double[] start, bool? withBounds = null)
    {
        Data = data;
        dimension = data.Points.ColumnCount;
        pointCount = data.Points.RowCount;
        centers = (double[])start.Clone();
        sums = new double[start.Length];
        sizes = new int[dimension == 0 ? 1 : start.Length / dimension];
        var length = data.Blocks.BlockCount * PointBlocks.LaneCount;
        distances = new double[length];
        moves = new double[sizes.Length];
        bounds = withBounds ?? sizes.Length >= LloydBounds.WorthwhileClusterCount ? new LloydBounds(length) : null;
        labels = new int[length];
        previous = new int[length];
    }

    public KMeansData Data { get; }

    /// <summary>Cluster of each point.</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, pointCount);

    /// <summary>Sum of squared distances to the own center.</summary>
    public double Inertia { get; private set; }

    public int IterationCount { get; private set; }

    public ReadOnlySpan<double> Center(int cluster) => centers.AsSpan(cluster * dimension, dimension);

    /// <summary>Iterates until no label changes, the centers move less than a threshold, or a number of iterations is done.</summary>
    /// <param name="maxIterations">Iterations to add at most.</param>
    /// <param name="threshold">Sum of the centers' squared moves that is small enough.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Iterate(int maxIterations, double threshold, CancellationToken cancellation = default)
    {
        var settled = false;
        for (var i = 0; i < maxIterations && !settled; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (labels, previous) = (previous, labels);
            Assign(maySkip: i > 0);
            settled = IterationCount > 0 && Labels.SequenceEqual(previous.AsSpan(0, pointCount));
            IterationCount++;
            settled |= Update(makeNew: i % FreshSumsEvery == 0) <= threshold && !settled && threshold > 0;
        }

        Assign(maySkip: false);
        Inertia = System.Numerics.Tensors.TensorPrimitives.Sum(distances.AsSpan(0, pointCount));
    }

    /// <summary>Gives each point the nearest center; the first of equally near ones.</summary>
    private void Assign(bool maySkip)
    {
        fixed (double* values = Data.Blocks.Values, center = centers, nearest = distances)
        fixed (int* label = labels)
        {
            for (var block = 0; block < Data.Blocks.BlockCount; block++)
            {
                var lanes = block * PointBlocks.LaneCount;
                if (maySkip && !boundsAreVoid && bounds is not null && bounds.CanSkip(block))
                {
                    previous.AsSpan(lanes, PointBlocks.LaneCount).CopyTo(labels.AsSpan(lanes));
                    continue;
                }

                AssignBlock(values + ((long)lanes * dimension), center, nearest + lanes, label + lanes, out var second);
                bounds?.Set(block, Vector512.Load(nearest + lanes), second);
            }
        }

        boundsAreVoid = false;
    }

    private void AssignBlock(double* block, double* center, double* nearest, int* label, out Vector512<double> second)
    {
        var best = Vector512.Create(double.PositiveInfinity);
        second = best;
        var bestCluster = Vector512<double>.Zero;
        var cluster = 0;
        for (; cluster + 4 <= sizes.Length; cluster += 4)
        {
            var sum0 = Vector512<double>.Zero;
            var sum1 = Vector512<double>.Zero;
            var sum2 = Vector512<double>.Zero;
            var sum3 = Vector512<double>.Zero;
            var first = center + (cluster * dimension);
            for (var column = 0; column < dimension; column++, first++)
            {
                var lanes = Vector512.Load(block + (column * PointBlocks.LaneCount));
                var difference0 = lanes - Vector512.Create(first[0]);
                var difference1 = lanes - Vector512.Create(first[dimension]);
                var difference2 = lanes - Vector512.Create(first[2 * dimension]);
                var difference3 = lanes - Vector512.Create(first[3 * dimension]);
                sum0 = Vector512.FusedMultiplyAdd(difference0, difference0, sum0);
                sum1 = Vector512.FusedMultiplyAdd(difference1, difference1, sum1);
                sum2 = Vector512.FusedMultiplyAdd(difference2, difference2, sum2);
                sum3 = Vector512.FusedMultiplyAdd(difference3, difference3, sum3);
            }

            Keep(ref best, ref second, ref bestCluster, sum0, cluster);
            Keep(ref best, ref second, ref bestCluster, sum1, cluster + 1);
            Keep(ref best, ref second, ref bestCluster, sum2, cluster + 2);
            Keep(ref best, ref second, ref bestCluster, sum3, cluster + 3);
        }

        for (; cluster < sizes.Length; cluster++)
        {
            var sum = Vector512<double>.Zero;
            for (var column = 0; column < dimension; column++)
            {
                var difference = Vector512.Load(block + (column * PointBlocks.LaneCount)) - Vector512.Create(center[(cluster * dimension) + column]);
                sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
            }

            Keep(ref best, ref second, ref bestCluster, sum, cluster);
        }

        best.Store(nearest);
        Vector256.Narrow(
            Vector512.ConvertToInt64(bestCluster).GetLower(), Vector512.ConvertToInt64(bestCluster).GetUpper()).Store(label);
    }

    private static void Keep(
        ref Vector512<double> best, ref Vector512<double> second, ref Vector512<double> bestCluster, Vector512<double> candidate,
        double cluster)
    {
        var nearer = Vector512.LessThan(candidate, best);
        second = Vector512.Min(second, Vector512.Max(candidate, best));
        best = Vector512.ConditionalSelect(nearer, candidate, best);
        bestCluster = Vector512.ConditionalSelect(nearer, Vector512.Create(cluster), bestCluster);
    }

    /// <summary>Moves each center to the mean of its points; returns the sum of the squared moves.</summary>
    private double Update(bool makeNew)
    {
        if (makeNew)
        {
            Array.Clear(sums);
            Array.Clear(sizes);
            for (var i = 0; i < pointCount; i++)
            {
                Move(i, labels[i], 1);
            }
        }
        else
        {
            for (var i = 0; i < pointCount; i++)
            {
                if (labels[i] != previous[i])
                {
                    Move(i, previous[i], -1);
                    Move(i, labels[i], 1);
                }
            }
        }

        if (sizes.AsSpan().Contains(0))
        {
            // Skipped blocks have no distances.
            Assign(maySkip: false);
            FillEmptyClusters();
            boundsAreVoid = true;
        }

        var sum = 0.0;
        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            var scale = 1.0 / Math.Max(1, sizes[cluster]);
            var move = 0.0;
            for (var column = 0; column < dimension; column++)
            {
                var index = (cluster * dimension) + column;
                var next = sums[index] * scale;
                move += (next - centers[index]) * (next - centers[index]);
                centers[index] = next;
            }

            moves[cluster] = Math.Sqrt(move);
            sum += move;
        }

        bounds?.Loosen(Labels, moves);
        return sum;
    }

    /// <summary>Adds a point to the sums of a cluster, or takes it away.</summary>
    private void Move(int point, int cluster, int sign)
    {
        sizes[cluster] += sign;
        Products.AddScaled(Data.Points.Row(point), sign, sums.AsSpan(cluster * dimension, dimension));
    }

    /// <summary>Gives each empty cluster the point that lies farthest from its own center.</summary>
    private void FillEmptyClusters()
    {
        var farthest = Orders.Ascending([.. distances.Take(pointCount).Select(distance => -distance)]);
        var next = 0;
        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            if (sizes[cluster] > 0)
            {
                continue;
            }

            // A point alone in its cluster stays there: taking it would only move the gap.
            while (next < pointCount && sizes[labels[farthest[next]]] == 1)
            {
                next++;
            }

            if (next == pointCount)
            {
                return;
            }

            var point = farthest[next++];
            Move(point, labels[point], -1);
            Move(point, cluster, 1);
            labels[point] = cluster;
        }
    }
}
