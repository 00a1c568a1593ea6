namespace MusicCluster.Numerics;

/// <summary>Orders points so that neighbours in the order are neighbours in space: halves along the widest column, again and again.</summary>
internal static class SpatialOrder
{
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
            Split(points, order, start, middle, keys);
            start = middle;
        }
    }

    private static int WidestColumn(Matrix points, ReadOnlySpan<int> rows)
    {
        Span<double> low = points.ColumnCount <= 256 ? stackalloc double[points.ColumnCount] : new double[points.ColumnCount];
        Span<double> high = points.ColumnCount <= 256 ? stackalloc double[points.ColumnCount] : new double[points.ColumnCount];
        low.Fill(double.PositiveInfinity);
        high.Fill(double.NegativeInfinity);
        foreach (var row in rows)
        {
            var values = points.Row(row);
            System.Numerics.Tensors.TensorPrimitives.Min(low, values, low);
            System.Numerics.Tensors.TensorPrimitives.Max(high, values, high);
        }

        System.Numerics.Tensors.TensorPrimitives.Subtract(high, low, high);
        return System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(high);
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
