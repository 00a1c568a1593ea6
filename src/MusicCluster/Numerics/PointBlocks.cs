using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics;

/// <summary>Points as SIMD lanes: blocks of eight points, each block column after column, for distance kernels.</summary>
/// <remarks>
/// A lane sums its own point's columns in order, so a distance is bit for bit the same at every vector width.
/// Lanes past the last point hold NaN: their distances are NaN and lose every comparison.
/// </remarks>
internal sealed unsafe class PointBlocks
{
    /// <summary>Points per block.</summary>
    public const int LaneCount = 8;

    private readonly double[] values;

    /// <summary>Lays out the given rows of <paramref name="points"/> in the given order.</summary>
    public PointBlocks(Matrix points, ReadOnlySpan<int> order)
    {
        PointCount = order.Length;
        Dimension = points.ColumnCount;
        BlockCount = (PointCount + LaneCount - 1) / LaneCount;
        values = GC.AllocateUninitializedArray<double>(BlockCount * Dimension * LaneCount);
        for (var i = 0; i < BlockCount * LaneCount; i++)
        {
            var start = (i / LaneCount * Dimension * LaneCount) + (i % LaneCount);
            for (var column = 0; column < Dimension; column++)
            {
                values[start + (column * LaneCount)] = i < PointCount ? points[order[i], column] : double.NaN;
            }
        }
    }

    /// <summary>Lays out all rows in their order.</summary>
    public PointBlocks(Matrix points)
        : this(points, Orders.Identity(points.RowCount))
    {
    }

    public int PointCount { get; }

    public int Dimension { get; }

    public int BlockCount { get; }

    /// <summary>All values: block after block, column after column, eight lanes each.</summary>
    public double[] Values => values;

    /// <summary>Replaces the point at a position.</summary>
    public void Set(int position, ReadOnlySpan<double> point)
    {
        var start = (position / LaneCount * Dimension * LaneCount) + (position % LaneCount);
        for (var column = 0; column < Dimension; column++)
        {
            values[start + (column * LaneCount)] = point[column];
        }
    }

    /// <summary>Squared distances from one point to the points of some blocks.</summary>
    /// <param name="query">Length <see cref="Dimension"/>.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blockCount">How many blocks.</param>
    /// <param name="destination">Length at least 8 · blockCount; NaN where a lane has no point.</param>
    public void SquaredDistances(ReadOnlySpan<double> query, int firstBlock, int blockCount, Span<double> destination)
    {
        CheckRange(query.Length, firstBlock, blockCount, destination.Length);
        fixed (double* source = values, point = query, result = destination)
        {
            var block = source + ((long)firstBlock * Dimension * LaneCount);
            for (var b = 0; b < blockCount; b++, block += Dimension * LaneCount)
            {
                var sum = Vector512<double>.Zero;
                for (var column = 0; column < Dimension; column++)
                {
                    var difference = Vector512.Load(block + (column * LaneCount)) - Vector512.Create(point[column]);
                    sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
                }

                sum.Store(result + (b * LaneCount));
            }
        }
    }

    /// <summary>The same for four points at once, which reads each block once instead of four times.</summary>
    /// <param name="queries">Four points, one after the other, length 4 · <see cref="Dimension"/>.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blockCount">How many blocks.</param>
    /// <param name="destination">Four rows of 8 · blockCount values.</param>
    public void SquaredDistances4(ReadOnlySpan<double> queries, int firstBlock, int blockCount, Span<double> destination)
    {
        CheckRange(queries.Length / 4, firstBlock, blockCount, destination.Length / 4);
        fixed (double* source = values, point = queries, result = destination)
        {
            var block = source + ((long)firstBlock * Dimension * LaneCount);
            var stride = blockCount * LaneCount;
            for (var b = 0; b < blockCount; b++, block += Dimension * LaneCount)
            {
                var sum0 = Vector512<double>.Zero;
                var sum1 = Vector512<double>.Zero;
                var sum2 = Vector512<double>.Zero;
                var sum3 = Vector512<double>.Zero;
                for (var column = 0; column < Dimension; column++)
                {
                    var lanes = Vector512.Load(block + (column * LaneCount));
                    var difference0 = lanes - Vector512.Create(point[column]);
                    var difference1 = lanes - Vector512.Create(point[Dimension + column]);
                    var difference2 = lanes - Vector512.Create(point[(2 * Dimension) + column]);
                    var difference3 = lanes - Vector512.Create(point[(3 * Dimension) + column]);
                    sum0 = Vector512.FusedMultiplyAdd(difference0, difference0, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(difference1, difference1, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(difference2, difference2, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(difference3, difference3, sum3);
                }

                var target = result + (b * LaneCount);
                sum0.Store(target);
                sum1.Store(target + stride);
                sum2.Store(target + (2 * stride));
                sum3.Store(target + (3 * stride));
            }
        }
    }

    /// <summary>Adds the distances (not squared) from four points to the points of some blocks, lane by lane.</summary>
    /// <param name="queries">Four points, one after the other, length 4 · <see cref="Dimension"/>.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blockCount">How many blocks.</param>
    /// <param name="totals">Four sums of eight lanes each.</param>
    public void AddDistances4(ReadOnlySpan<double> queries, int firstBlock, int blockCount, Span<Vector512<double>> totals)
    {
        CheckRange(queries.Length / 4, firstBlock, blockCount, blockCount * LaneCount);
        var (total0, total1, total2, total3) = (totals[0], totals[1], totals[2], totals[3]);
        fixed (double* source = values, point = queries)
        {
            var block = source + ((long)firstBlock * Dimension * LaneCount);
            for (var b = 0; b < blockCount; b++, block += Dimension * LaneCount)
            {
                var sum0 = Vector512<double>.Zero;
                var sum1 = Vector512<double>.Zero;
                var sum2 = Vector512<double>.Zero;
                var sum3 = Vector512<double>.Zero;
                for (var column = 0; column < Dimension; column++)
                {
                    var lanes = Vector512.Load(block + (column * LaneCount));
                    var difference0 = lanes - Vector512.Create(point[column]);
                    var difference1 = lanes - Vector512.Create(point[Dimension + column]);
                    var difference2 = lanes - Vector512.Create(point[(2 * Dimension) + column]);
                    var difference3 = lanes - Vector512.Create(point[(3 * Dimension) + column]);
                    sum0 = Vector512.FusedMultiplyAdd(difference0, difference0, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(difference1, difference1, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(difference2, difference2, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(difference3, difference3, sum3);
                }

                // Max with zero turns the NaN of an empty lane into zero and leaves every distance alone.
                total0 += Vector512.Sqrt(Vector512.MaxNumber(sum0, Vector512<double>.Zero));
                total1 += Vector512.Sqrt(Vector512.MaxNumber(sum1, Vector512<double>.Zero));
                total2 += Vector512.Sqrt(Vector512.MaxNumber(sum2, Vector512<double>.Zero));
                total3 += Vector512.Sqrt(Vector512.MaxNumber(sum3, Vector512<double>.Zero));
            }
        }

        (totals[0], totals[1], totals[2], totals[3]) = (total0, total1, total2, total3);
    }

    private void CheckRange(int queryLength, int firstBlock, int blockCount, int destinationLength)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(queryLength, Dimension);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBlock);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBlock + blockCount, BlockCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(destinationLength, blockCount * LaneCount);
    }
}
