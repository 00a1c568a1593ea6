using System.Runtime.Intrinsics;
using MusicCluster.Foundation;

namespace MusicCluster.Numerics.Graphs;

/// <summary>Orders points so that neighbors in the order are neighbors in space: halves along the widest column, again and again.</summary>
internal static class SpatialOrder
{
    // Shorter stretches are not worth a task; the order does not depend on who splits.
    private const int ParallelLength = 1024;

    /// <summary>An order of the rows in which every aligned group of 8 · 2ᵏ rows fills a box of its own.</summary>
    public static int[] Compute(Matrix points)
    {
        var order = Orders.Identity(points.RowCount);
        if (points.ColumnCount > 0)
        {
            Split(points, order, 0, order.Length, new double[order.Length]);
        }

        return order;
    }

    private static void Split(Matrix points, int[] order, int start, int end, double[] keys)
    {
        while (end - start > PointBlocks.LaneCount)
        {
            var column = WidestColumn(points, order.AsSpan(start, end - start));
            for (var i = start; i < end; i++)
            {
                keys[i] = points[order[i], column];
            }

            // Whole blocks on the left.
            var half = (end - start + 1) / 2;
            var middle = start + ((half + PointBlocks.LaneCount - 1) / PointBlocks.LaneCount * PointBlocks.LaneCount);
            SelectMiddle(keys, order, start, end - 1, middle);
            if (end - start > ParallelLength)
            {
                var (left, right) = (start, end);
                Workers.For(2, side => Split(points, order, side == 0 ? left : middle, side == 0 ? middle : right, keys));
                return;
            }

            Split(points, order, start, middle, keys);
            start = middle;
        }
    }

    private static unsafe int WidestColumn(Matrix points, ReadOnlySpan<int> rows)
    {
        var (widest, width) = (0, double.NegativeInfinity);
        var dimension = points.ColumnCount;
        fixed (double* values = points.Values)
        {
            var column = 0;
            for (; column + PointBlocks.LaneCount <= dimension; column += PointBlocks.LaneCount)
            {
                var low = Vector512.Create(double.PositiveInfinity);
                var high = Vector512.Create(double.NegativeInfinity);
                foreach (var row in rows)
                {
                    var lanes = Vector512.Load(values + ((long)row * dimension) + column);
                    low = Vector512.MinNative(low, lanes);
                    high = Vector512.MaxNative(high, lanes);
                }

                var spread = high - low;
                for (var lane = 0; lane < PointBlocks.LaneCount; lane++)
                {
                    (widest, width) = spread[lane] > width ? (column + lane, spread[lane]) : (widest, width);
                }
            }

            for (; column < dimension; column++)
            {
                var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                foreach (var row in rows)
                {
                    var value = values[((long)row * dimension) + column];
                    low = Math.Min(low, value);
                    high = Math.Max(high, value);
                }

                (widest, width) = high - low > width ? (column, high - low) : (widest, width);
            }
        }

        return widest;
    }

    /// <summary>Hoare's selection: everything left of the middle is at most, everything right at least the key there.</summary>
    private static void SelectMiddle(double[] keys, int[] order, int low, int high, int middle)
    {
        while (low < high)
        {
            var pivot = keys[(low + high) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (keys[i] < pivot)
                {
                    i++;
                }

                while (keys[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (keys[i], keys[j]) = (keys[j], keys[i]);
                    (order[i], order[j]) = (order[j], order[i]);
                    i++;
                    j--;
                }
            }

            if (middle <= j)
            {
                high = j;
            }
            else if (middle >= i)
            {
                low = i;
            }
            else
            {
                return;
            }
        }
    }
}
