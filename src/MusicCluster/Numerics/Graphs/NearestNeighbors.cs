using MusicCluster.Foundation;

namespace MusicCluster.Numerics.Graphs;

/// <summary>Exact nearest neighbors by comparing every pair: O(n²) time, O(n) memory.</summary>
/// <remarks>Of equally near points the lower row number comes first.</remarks>
public static class NearestNeighbors
{
    // Distances of four points to 512: 16 KB, which stay in the first-level cache.
    private const int TileBlockCount = 64;

    /// <summary>Finds the neighbors of every row.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="neighborCount">Neighbors per point, itself included; at most rowCount are found.</param>
    /// <param name="watch">Hears how far the search is, and can end it.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static NeighborGraph Find(Matrix points, int neighborCount, WorkWatch? watch = null)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighborCount);
        var count = Math.Min(neighborCount, points.RowCount);
        var (indices, distances) = points.RowCount >= ScreenedNeighbors.WorthwhilePointCount
            ? ScreenedNeighbors.Find(points, count, watch ?? WorkWatch.None)
            : FindPlain(points, count);
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Sqrt(distances[i]);
        }

        return new NeighborGraph(count, indices, distances);
    }

    /// <summary>Every pair in double precision; squared distances.</summary>
    internal static (int[] Indices, double[] Squared) FindPlain(Matrix points, int count)
    {
        var blocks = new PointBlocks(points);
        var indices = new int[points.RowCount * count];
        var distances = new double[points.RowCount * count];
        Workers.For((points.RowCount + 3) / 4, group => FindGroup(points, blocks, group * 4, count, indices, distances));
        return (indices, distances);
    }

    private static void FindGroup(Matrix points, PointBlocks blocks, int start, int count, int[] indices, double[] distances)
    {
        var dimension = points.ColumnCount;
        var rowCount = Math.Min(4, points.RowCount - start);
        var queries = new double[4 * dimension];
        for (var i = 0; i < 4; i++)
        {
            points.Row(start + Math.Min(i, rowCount - 1)).CopyTo(queries.AsSpan(i * dimension));
        }

        Span<double> tile = stackalloc double[4 * TileBlockCount * PointBlocks.LaneCount];
        Span<int> found = stackalloc int[4];
        for (var first = 0; first < blocks.BlockCount; first += TileBlockCount)
        {
            var blockCount = Math.Min(TileBlockCount, blocks.BlockCount - first);
            var length = blockCount * PointBlocks.LaneCount;
            blocks.SquaredDistances4(queries, first, blockCount, tile[..(4 * length)]);
            for (var i = 0; i < rowCount; i++)
            {
                found[i] = Merge(
                    tile.Slice(i * length, length), first * PointBlocks.LaneCount,
                    indices.AsSpan((start + i) * count, count), distances.AsSpan((start + i) * count, count), found[i]);
            }
        }
    }

    /// <summary>Inserts what is nearer than the farthest neighbor so far.</summary>
    private static int Merge(ReadOnlySpan<double> tile, int offset, Span<int> indices, Span<double> distances, int found)
    {
        var limit = found < distances.Length ? double.PositiveInfinity : distances[^1];
        for (var i = 0; i < tile.Length; i++)
        {
            // Also false for NaN, the lanes without a point.
            if (!(tile[i] < limit))
            {
                continue;
            }

            var place = Math.Min(found, distances.Length - 1);
            for (; place > 0 && distances[place - 1] > tile[i]; place--)
            {
                distances[place] = distances[place - 1];
                indices[place] = indices[place - 1];
            }

            distances[place] = tile[i];
            indices[place] = offset + i;
            found = Math.Min(found + 1, distances.Length);
            limit = found < distances.Length ? double.PositiveInfinity : distances[^1];
        }

        return found;
    }
}
