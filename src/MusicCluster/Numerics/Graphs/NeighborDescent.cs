using System.Runtime.Intrinsics;
using MusicCluster.Foundation;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Numerics.Graphs;

/// <summary>Approximate nearest neighbors: a neighbor of a neighbor is probably a neighbor (NN-descent; Dong, Moses and Li 2011).</summary>
/// <remarks>
/// Starts from exact neighbors within chunks of several randomly turned spatial orders, whose cuts lie in different places.
/// In each round every point looks at the neighbors of its neighbors as they were before the round, so that points can be
/// treated in parallel with one result. Memory O(n · k).
/// </remarks>
public static class NeighborDescent
{
    private const int MaxRounds = 12;
    private const int OrderCount = 4;
    private const double StopShare = 0.001;

    /// <summary>Finds neighbors of every row.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="neighborCount">Neighbors per point, itself included; at most rowCount are found.</param>
    /// <param name="random">Turns the spatial orders.</param>
    /// <returns>Each row holds the point itself and others in ascending order of distance.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static NeighborGraph Find(Matrix points, int neighborCount, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighborCount);
        FiniteChecks.ThrowIfNotFinite(points);
        var lists = new NeighborLists(points.RowCount, Math.Min(neighborCount, points.RowCount));
        for (var i = 0; i < OrderCount; i++)
        {
            CompareChunks(points, SpatialOrder.Compute(Turn(points, random)), lists);
        }

        for (var round = 0; points.RowCount > 0 && round < MaxRounds; round++)
        {
            if (Improve(points, lists) <= StopShare * points.RowCount * lists.Length)
            {
                break;
            }
        }

        var distances = new double[lists.Squared.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Sqrt(lists.Squared[i]);
        }

        return new NeighborGraph(lists.Length, lists.Indices, distances);
    }

    /// <summary>Compares all pairs within chunks of an order.</summary>
    private static void CompareChunks(Matrix points, int[] order, NeighborLists lists)
    {
        // A chunk must hold a whole list.
        var chunkLength = Math.Max(64, 2 * lists.Length);
        var chunkCount = Math.Max(1, order.Length / chunkLength);
        Workers.For(chunkCount, chunk =>
        {
            // The last chunk takes the rest.
            var end = chunk == chunkCount - 1 ? order.Length : (chunk + 1) * chunkLength;
            var rows = order.AsSpan((chunk * chunkLength)..end);
            foreach (var row in rows)
            {
                foreach (var other in rows)
                {
                    lists.Insert(row, other, Squared(points, row, other));
                }
            }
        });
    }

    /// <summary>The points' coordinates along random directions.</summary>
    private static Matrix Turn(Matrix points, RandomSource random)
    {
        var directions = new Matrix(Math.Min(points.ColumnCount, 16), points.ColumnCount);
        foreach (ref var value in directions.Values.AsSpan())
        {
            value = random.NextGaussian();
        }

        return Products.RowsTimesRows(points, directions);
    }

    /// <summary>One round; returns how many list entries changed.</summary>
    private static long Improve(Matrix points, NeighborLists lists)
    {
        var before = lists.TakeSnapshot();
        var changed = 0L;
        Workers.For(
            points.RowCount, () => new int[points.RowCount],
            (row, seen) => Interlocked.Add(ref changed, ImproveRow(points, lists, before, row, seen)));
        return changed;
    }

    private static int ImproveRow(Matrix points, NeighborLists lists, NeighborLists.Snapshot before, int row, int[] seen)
    {
        var changed = 0;
        var stamp = row + 1;
        foreach (var known in lists.Row(row))
        {
            seen[known] = stamp;
        }

        foreach (var (middle, middleIsNew) in before.Around(row))
        {
            foreach (var (other, otherIsNew) in before.Around(middle))
            {
                // Two old edges have been followed in an earlier round.
                if ((middleIsNew || otherIsNew) && seen[other] != stamp)
                {
                    seen[other] = stamp;
                    changed += lists.Insert(row, other, Squared(points, row, other)) ? 1 : 0;
                }
            }
        }

        return changed;
    }

    private static unsafe double Squared(Matrix points, int first, int second)
    {
        var dimension = points.ColumnCount;
        fixed (double* values = points.Values)
        {
            var a = values + ((long)first * dimension);
            var b = values + ((long)second * dimension);
            var lanes = Vector512<double>.Zero;
            var column = 0;
            for (; column + 8 <= dimension; column += 8)
            {
                var difference = Vector512.Load(a + column) - Vector512.Load(b + column);
                lanes = Vector512.FusedMultiplyAdd(difference, difference, lanes);
            }

            var sum = Vector512.Sum(lanes);
            for (; column < dimension; column++)
            {
                sum += (a[column] - b[column]) * (a[column] - b[column]);
            }

            return sum;
        }
    }
}
