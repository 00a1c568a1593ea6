using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Sums of the distances from points to the points of a group.</summary>
/// <remarks>
/// Of many points, d² = ‖x‖² + ‖y‖² − 2 x·y halves the work. It cancels for near points: below a ten thousandth of the norms
/// their distance is computed from the differences, so each d² is right to 1e-10, far beyond what tables show.
/// </remarks>
internal sealed unsafe class DistanceSums
{
    /// <summary>Points from which distances come from products.</summary>
    public const int ProductPointCount = 20_001;

    private const double NearShare = 1e-4;
    private const int LaneCount = PointBlocks.LaneCount;

    private readonly PointBlocks blocks;
    private readonly double[]? halfSquares;

    /// <param name="points">Rows are tracks; for products of mean zero.</param>
    /// <param name="rows">The group's.</param>
    /// <param name="byProducts">Whether distances come from products.</param>
    public DistanceSums(Matrix points, ReadOnlySpan<int> rows, bool byProducts)
    {
        blocks = new PointBlocks(points, rows);
        if (byProducts)
        {
            halfSquares = new double[blocks.BlockCount * LaneCount];
            for (var i = 0; i < rows.Length; i++)
            {
                halfSquares[i] = Products.Dot(points.Row(rows[i]), points.Row(rows[i])) / 2;
            }
        }
    }

    /// <summary>Points of the group.</summary>
    public int PointCount => blocks.PointCount;

    /// <summary>Blocks of eight points.</summary>
    public int BlockCount => blocks.BlockCount;

    /// <summary>Adds the distances from four points to those of some blocks.</summary>
    /// <param name="queries">Four points, one after the other.</param>
    /// <param name="squares">Their squared norms.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blockCount">How many blocks.</param>
    /// <param name="totals">Four sums of eight lanes each.</param>
    public void Add4(ReadOnlySpan<double> queries, ReadOnlySpan<double> squares, int firstBlock, int blockCount, Span<Vector512<double>> totals)
    {
        if (halfSquares is null)
        {
            blocks.AddDistances4(queries, firstBlock, blockCount, totals);
            return;
        }

        var stride = blocks.Dimension * LaneCount;
        fixed (double* source = blocks.Values, half = halfSquares, query = queries)
        {
            for (var b = 0; b < blockCount; b += 2)
            {
                // An odd last block is met twice, the second time for nothing.
                var (first, second) = (firstBlock + b, firstBlock + Math.Min(b + 1, blockCount - 1));
                AddPair(
                    source + ((long)first * stride), source + ((long)second * stride), half + (first * LaneCount), half + (second * LaneCount),
                    query, squares, totals, hasSecond: second > first);
            }
        }
    }

    private void AddPair(
        double* first, double* second, double* firstHalf, double* secondHalf, double* query, ReadOnlySpan<double> squares,
        Span<Vector512<double>> totals, bool hasSecond)
    {
        var dimension = blocks.Dimension;
        var (a0, b0) = (-Vector512.Load(firstHalf), -Vector512.Load(secondHalf));
        var (a1, a2, a3) = (a0, a0, a0);
        var (b1, b2, b3) = (b0, b0, b0);
        for (var column = 0; column < dimension; column++)
        {
            var x = Vector512.Load(first + (column * LaneCount));
            var y = Vector512.Load(second + (column * LaneCount));
            var value = Vector512.Create(query[column]);
            a0 = Vector512.FusedMultiplyAdd(x, value, a0);
            b0 = Vector512.FusedMultiplyAdd(y, value, b0);
            value = Vector512.Create(query[dimension + column]);
            a1 = Vector512.FusedMultiplyAdd(x, value, a1);
            b1 = Vector512.FusedMultiplyAdd(y, value, b1);
            value = Vector512.Create(query[(2 * dimension) + column]);
            a2 = Vector512.FusedMultiplyAdd(x, value, a2);
            b2 = Vector512.FusedMultiplyAdd(y, value, b2);
            value = Vector512.Create(query[(3 * dimension) + column]);
            a3 = Vector512.FusedMultiplyAdd(x, value, a3);
            b3 = Vector512.FusedMultiplyAdd(y, value, b3);
        }

        totals[0] += Distances(a0, first, firstHalf, query, squares[0]);
        totals[1] += Distances(a1, first, firstHalf, query + dimension, squares[1]);
        totals[2] += Distances(a2, first, firstHalf, query + (2 * dimension), squares[2]);
        totals[3] += Distances(a3, first, firstHalf, query + (3 * dimension), squares[3]);
        if (hasSecond)
        {
            totals[0] += Distances(b0, second, secondHalf, query, squares[0]);
            totals[1] += Distances(b1, second, secondHalf, query + dimension, squares[1]);
            totals[2] += Distances(b2, second, secondHalf, query + (2 * dimension), squares[2]);
            totals[3] += Distances(b3, second, secondHalf, query + (3 * dimension), squares[3]);
        }
    }

    /// <summary>Distances from x·y − ‖y‖²/2; zero where a lane has no point.</summary>
    private Vector512<double> Distances(Vector512<double> products, double* block, double* half, double* query, double square)
    {
        var own = Vector512.Create(square);
        var squared = own - (products + products);
        if (Vector512.LessThanAny(squared, (own + (2 * Vector512.Load(half))) * NearShare))
        {
            squared = Vector512<double>.Zero;
            for (var column = 0; column < blocks.Dimension; column++)
            {
                var difference = Vector512.Load(block + (column * LaneCount)) - Vector512.Create(query[column]);
                squared = Vector512.FusedMultiplyAdd(difference, difference, squared);
            }
        }

        // Max with zero turns the NaN of an empty lane into zero and leaves every distance alone.
        return Vector512.Sqrt(Vector512.MaxNumber(squared, Vector512<double>.Zero));
    }
}
