using System.Runtime.Intrinsics;
using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Silhouettes of several partitions of the same points in one pass over the distances.</summary>
/// <remarks>
/// Points that have the same cluster in every partition are a cell. Distances are summed per cell, and a cluster's sum is that of
/// its cells: however many partitions there are, each distance is computed once.
/// </remarks>
internal sealed class JointSilhouettes
{
    // Queries that meet a tile of points while it is in the cache.
    private const int PanelLength = 64;
    private const int TileBlockCount = 32;

    private readonly Matrix points;
    private readonly IReadOnlyList<int[]> partitions;
    private readonly int[] order;
    private readonly int[] cellOf;
    private readonly DistanceSums[] cells;

    // [partition][cell] and [partition][cluster].
    private readonly int[][] clusterOfCell;
    private readonly int[][] sizes;
    private readonly double[][] result;

    private JointSilhouettes(Matrix points, IReadOnlyList<int[]> partitions)
    {
        var byProducts = points.RowCount >= DistanceSums.ProductPointCount;
        this.points = byProducts ? Moments.Center(points, Moments.Means(points)) : points;
        this.partitions = partitions;
        cellOf = Cells(partitions, out var cellCount);
        order = Orders.Ascending(Array.ConvertAll(cellOf, cell => (double)cell));
        cells = new DistanceSums[cellCount];
        clusterOfCell = [.. partitions.Select(_ => new int[cellCount])];
        for (int cell = 0, start = 0; cell < cellCount; start += cells[cell++].PointCount)
        {
            var end = start;
            while (end < order.Length && cellOf[order[end]] == cell)
            {
                end++;
            }

            cells[cell] = new DistanceSums(this.points, order.AsSpan(start, end - start), byProducts);
            for (var i = 0; i < partitions.Count; i++)
            {
                clusterOfCell[i][cell] = partitions[i][order[start]];
            }
        }

        sizes = [.. partitions.Select(Sizes)];
        result = [.. partitions.Select(_ => new double[points.RowCount])];
    }

    /// <summary>Each point's silhouette in each partition; NaN for noise, 0 for a point that is alone in its cluster.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="partitions">Clusters numbered from 0 on without gaps, at least 2 each; noise −1.</param>
    /// <param name="cellLength">Points per cell on average, below which partitions are not met together.</param>
    public static double[][] Of(Matrix points, IReadOnlyList<int[]> partitions, int cellLength = 64)
    {
        var result = new List<double[]>();
        for (var start = 0; start < partitions.Count;)
        {
            var length = 1;
            while (start + length < partitions.Count && CellCount(start, length + 1) <= points.RowCount / cellLength)
            {
                length++;
            }

            var joint = new JointSilhouettes(points, [.. partitions.Skip(start).Take(length)]);
            Workers.For(
                (points.RowCount + PanelLength - 1) / PanelLength, () => new Room(joint), (panel, room) => joint.ComputePanel(panel * PanelLength, room));
            result.AddRange(joint.result);
            start += length;
        }

        return [.. result];

        int CellCount(int start, int length)
        {
            Cells([.. partitions.Skip(start).Take(length)], out var count);
            return count;
        }
    }

    /// <summary>Cell of each point, in order of first appearance.</summary>
    private static int[] Cells(IReadOnlyList<int[]> partitions, out int count)
    {
        var cells = Orders.Dense(partitions[0], out count);
        foreach (var labels in partitions.Skip(1))
        {
            var clusterCount = Labels.ClusterCount(labels) + 1;
            var joined = new int[cells.Length];
            for (var i = 0; i < joined.Length; i++)
            {
                joined[i] = checked((cells[i] * clusterCount) + labels[i] + 1);
            }

            cells = Orders.Dense(joined, out count);
        }

        return cells;
    }

    private static int[] Sizes(int[] labels)
    {
        var sizes = new int[Labels.ClusterCount(labels)];
        foreach (var label in labels)
        {
            if (label >= 0)
            {
                sizes[label]++;
            }
        }

        return sizes;
    }

    /// <summary>Past the end the last point is repeated.</summary>
    private void ComputePanel(int start, Room room)
    {
        var count = Math.Min(PanelLength, (order.Length - start + 3) / 4 * 4);
        for (var i = 0; i < count; i++)
        {
            room.Rows[i] = order[Math.Min(start + i, order.Length - 1)];
            var row = points.Row(room.Rows[i]);
            row.CopyTo(room.Queries.AsSpan(i * points.ColumnCount));
            room.Squares[i] = Products.Dot(row, row);
        }

        // Noise stands together in the order.
        for (var cell = 0; cell < cells.Length && !Array.TrueForAll(room.Rows[..count], IsNoise); cell++)
        {
            Sum(cell, count, room);
        }

        for (var partition = 0; partition < partitions.Count; partition++)
        {
            for (var i = 0; i < count; i++)
            {
                AddUp(partition, i, room);
                result[partition][room.Rows[i]] = Value(partition, room.Rows[i], room.ClusterSums);
            }
        }
    }

    private bool IsNoise(int row) => clusterOfCell.All(clusters => clusters[cellOf[row]] < 0);

    /// <summary>Sums of the distances to the points of a cell; noise is in no cluster and asks for none.</summary>
    private void Sum(int cell, int count, Room room)
    {
        if (clusterOfCell.All(clusters => clusters[cell] < 0))
        {
            return;
        }

        Array.Clear(room.Totals);
        for (var first = 0; first < cells[cell].BlockCount; first += TileBlockCount)
        {
            var blockCount = Math.Min(TileBlockCount, cells[cell].BlockCount - first);
            for (var i = 0; i < count; i += 4)
            {
                cells[cell].Add4(
                    room.Queries.AsSpan(i * points.ColumnCount, 4 * points.ColumnCount), room.Squares.AsSpan(i, 4), first, blockCount,
                    room.Totals.AsSpan(i, 4));
            }
        }

        for (var i = 0; i < count; i++)
        {
            room.Sums[(i * cells.Length) + cell] = Vector512.Sum(room.Totals[i]);
        }
    }

    /// <summary>Cells' sums to clusters'.</summary>
    private void AddUp(int partition, int query, Room room)
    {
        Array.Clear(room.ClusterSums);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (clusterOfCell[partition][cell] >= 0)
            {
                room.ClusterSums[clusterOfCell[partition][cell]] += room.Sums[(query * cells.Length) + cell];
            }
        }
    }

    private double Value(int partition, int row, ReadOnlySpan<double> sums)
    {
        var own = partitions[partition][row];
        if (own < 0)
        {
            return double.NaN;
        }

        var nearest = double.PositiveInfinity;
        for (var cluster = 0; cluster < sizes[partition].Length; cluster++)
        {
            nearest = cluster == own ? nearest : Math.Min(nearest, sums[cluster] / sizes[partition][cluster]);
        }

        var inside = sums[own] / Math.Max(1, sizes[partition][own] - 1);
        var largest = Math.Max(inside, nearest);
        return sizes[partition][own] == 1 || largest == 0 ? 0 : (nearest - inside) / largest;
    }

    /// <summary>What one thread works in.</summary>
    private sealed class Room(JointSilhouettes joint)
    {
        public int[] Rows { get; } = new int[PanelLength];

        public double[] Queries { get; } = new double[PanelLength * joint.points.ColumnCount];

        public double[] Squares { get; } = new double[PanelLength];

        public Vector512<double>[] Totals { get; } = new Vector512<double>[PanelLength];

        public double[] Sums { get; } = new double[PanelLength * joint.cells.Length];

        public double[] ClusterSums { get; } = new double[joint.sizes.Max(size => size.Length)];
    }
}
