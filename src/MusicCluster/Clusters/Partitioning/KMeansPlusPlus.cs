using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>k-means++: each next center is a point drawn with a chance proportional to its squared distance to the centers so far.</summary>
/// <remarks>Greedy as in scikit-learn: of 2 + ⌊ln k⌋ draws the one that lowers the sum of distances most.</remarks>
internal static class KMeansPlusPlus
{
    /// <summary>Chooses first centers, row after row.</summary>
    public static double[] Choose(KMeansData data, int clusterCount, RandomSource random)
    {
        var count = data.Points.RowCount;
        var dimension = data.Points.ColumnCount;
        var centers = new double[clusterCount * dimension];
        var length = data.Blocks.BlockCount * PointBlocks.LaneCount;
        var nearest = new double[length];
        var trial = new double[length];
        var best = new double[length];
        var first = data.Points.Row(random.NextInt(count));
        first.CopyTo(centers);
        data.Blocks.SquaredDistances(first, 0, data.Blocks.BlockCount, nearest);
        var sum = Sum(nearest.AsSpan(0, count));
        var trialCount = 2 + (int)Math.Log(clusterCount);
        for (var center = 1; center < clusterCount; center++)
        {
            var bestSum = double.PositiveInfinity;
            var bestPoint = 0;
            for (var t = 0; t < trialCount; t++)
            {
                // All points lie on centers: any point will do.
                var point = sum > 0 ? Draw(nearest.AsSpan(0, count), random.NextDouble() * sum) : random.NextInt(count);
                data.Blocks.SquaredDistances(data.Points.Row(point), 0, data.Blocks.BlockCount, trial);
                var trialSum = LowerAndSum(nearest.AsSpan(0, count), trial.AsSpan(0, count));
                if (trialSum < bestSum)
                {
                    (bestSum, bestPoint) = (trialSum, point);
                    (best, trial) = (trial, best);
                }
            }

            data.Points.Row(bestPoint).CopyTo(centers.AsSpan(center * dimension));
            (nearest, best) = (best, nearest);
            sum = bestSum;
        }

        return centers;
    }

    private static double Sum(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.Sum(values);

    private static double LowerAndSum(ReadOnlySpan<double> nearest, Span<double> trial)
    {
        System.Numerics.Tensors.TensorPrimitives.Min(nearest, trial, trial);
        return Sum(trial);
    }

    private static int Draw(ReadOnlySpan<double> weights, double target)
    {
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                target -= weights[i];
                if (target < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
