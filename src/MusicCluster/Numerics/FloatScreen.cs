using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics;

/// <summary>Rules out pairs of points that are surely too far apart, in single precision: half the memory and a quarter of the work.</summary>
/// <remarks>
/// ‖x − y‖² = ‖x‖² + ‖y‖² − 2 x·y needs one fused multiply-add per column. Its rounding error is at most a small multiple of
/// ‖x‖² + ‖y‖², by which both norms are lowered: no pair within its limit is ever ruled out, and whoever screens computes what is
/// left exactly. So results depend neither on single precision nor on the vector width. Points are moved to mean zero and scaled
/// by a power of two, so that nothing overflows.
/// </remarks>
internal sealed unsafe class FloatScreen
{
    /// <summary>Places per block; one bit of a mask each.</summary>
    public const int BlockLength = 64;

    /// <summary>Queries that are screened at once.</summary>
    public const int QueryCount = 4;

    private const int LaneCount = 16;
    private const double UnitRoundoff = 1.0 / (1 << 24);

    // More than what sums of numbers too small for single precision can lack.
    private const double Underflow = 1e-36;

    // Squares below it have lost digits in double precision already.
    private const double Smallest = 1e-290;

    private readonly int dimension;
    private readonly double[] mean;
    private readonly double scale;
    private readonly double lowered;

    // Block after block, column after column, 64 places each.
    private readonly float[] values;

    // Half the lowered squared norm, negative, and what a query's slope is multiplied with; −∞ rules a place out.
    private readonly float[] offsets;
    private readonly float[] slopes;

    /// <summary>Lays out rows in an order.</summary>
    /// <param name="points">Finite and no larger than <see cref="FiniteChecks.LargestSize"/>.</param>
    /// <param name="order">The row at each place.</param>
    public FloatScreen(Matrix points, ReadOnlySpan<int> order)
    {
        dimension = points.ColumnCount;
        PlaceCount = order.Length;
        BlockCount = (order.Length + BlockLength - 1) / BlockLength;
        mean = Moments.Means(points);
        scale = ScaleOf(points, mean);
        // The product of two rounded vectors, summed in any order, and both norms: twice the classical bound.
        lowered = 1 - (4 * (dimension + 8) * UnitRoundoff);
        values = new float[BlockCount * dimension * BlockLength];
        offsets = new float[BlockCount * BlockLength];
        slopes = new float[offsets.Length];
        Array.Fill(offsets, float.NegativeInfinity);
        for (var place = 0; place < order.Length; place++)
        {
            Set(place, points.Row(order[place]));
        }
    }

    /// <summary>Columns of the points.</summary>
    public int Dimension => dimension;

    /// <summary>Places in use or ruled out.</summary>
    public int PlaceCount { get; }

    /// <summary>Blocks of 64 places.</summary>
    public int BlockCount { get; }

    /// <summary>Puts a point at a place.</summary>
    /// <param name="place">Where.</param>
    /// <param name="point">Length as the rows'.</param>
    /// <param name="slope">What a query's slope is multiplied with, 0 … 1.</param>
    public void Set(int place, ReadOnlySpan<double> point, double slope = 0)
    {
        var target = values.AsSpan(((place / BlockLength) * dimension * BlockLength) + (place % BlockLength));
        var squared = 0.0;
        for (var column = 0; column < dimension; column++)
        {
            var value = (point[column] - mean[column]) * scale;
            target[column * BlockLength] = (float)value;
            squared += value * value;
        }

        offsets[place] = -(float)(squared * lowered / 2);
        slopes[place] = (float)slope;
    }

    /// <summary>Rules a place out for good.</summary>
    public void Remove(int place) => offsets[place] = float.NegativeInfinity;

    /// <summary>Copies a point as a query.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="query">Length as the rows'.</param>
    public void CopyQuery(int place, Span<float> query)
    {
        var source = values.AsSpan((place / BlockLength * dimension * BlockLength) + (place % BlockLength));
        for (var column = 0; column < dimension; column++)
        {
            query[column] = source[column * BlockLength];
        }
    }

    /// <summary>What <see cref="Screen"/> compares with, for places within a squared distance of a query: d² ≤ limit + slope · place's slope.</summary>
    /// <param name="place">The query's.</param>
    /// <param name="limit">In squared units of the points; infinity lets everything through.</param>
    public float Threshold(int place, double limit)
    {
        var half = ((-2.0 * offsets[place]) - Raised(limit)) / 2;
        return (float)Math.Max(half - Underflow - (Math.Abs(half) * UnitRoundoff), float.MinValue);
    }

    /// <summary>A query's slope in the units of the screen, raised by more than its rounding.</summary>
    public float Slope(double slope) => MathF.BitIncrement((float)(Raised(slope) / 2));

    /// <summary>Screens four queries against some blocks.</summary>
    /// <param name="queries">Four points, one after the other.</param>
    /// <param name="thresholds">Four of <see cref="Threshold"/>.</param>
    /// <param name="querySlopes">Four of <see cref="Slope"/>, or zeros.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="masks">Four masks per block: the places that may be within the limit; as many blocks as there is room for.</param>
    public void Screen(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> thresholds, ReadOnlySpan<float> querySlopes, int firstBlock, Span<ulong> masks)
    {
        var blockCount = masks.Length / QueryCount;
        ArgumentOutOfRangeException.ThrowIfNotEqual(queries.Length, QueryCount * dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBlock + blockCount, BlockCount);
        fixed (float* source = values, offset = offsets, slope = slopes, query = queries)
        {
            for (var b = 0; b < blockCount; b++)
            {
                var lanes = (firstBlock + b) * BlockLength;
                ScreenBlock(
                    source + ((long)lanes * dimension), offset + lanes, slope + lanes, query, thresholds, querySlopes,
                    masks.Slice(b * QueryCount, QueryCount));
            }
        }
    }

    private void ScreenBlock(
        float* block, float* offset, float* slope, float* query, ReadOnlySpan<float> thresholds, ReadOnlySpan<float> querySlopes, Span<ulong> masks)
    {
        var (o0, o1, o2, o3) = (Lanes(offset, 0), Lanes(offset, 1), Lanes(offset, 2), Lanes(offset, 3));
        var (s0, s1, s2, s3) = (Lanes(slope, 0), Lanes(slope, 1), Lanes(slope, 2), Lanes(slope, 3));
        var (w0, w1, w2, w3) = (
            Vector512.Create(querySlopes[0]), Vector512.Create(querySlopes[1]), Vector512.Create(querySlopes[2]), Vector512.Create(querySlopes[3]));
        var (a0, a1, a2, a3) = (Add(s0, w0, o0), Add(s1, w0, o1), Add(s2, w0, o2), Add(s3, w0, o3));
        var (b0, b1, b2, b3) = (Add(s0, w1, o0), Add(s1, w1, o1), Add(s2, w1, o2), Add(s3, w1, o3));
        var (c0, c1, c2, c3) = (Add(s0, w2, o0), Add(s1, w2, o1), Add(s2, w2, o2), Add(s3, w2, o3));
        var (d0, d1, d2, d3) = (Add(s0, w3, o0), Add(s1, w3, o1), Add(s2, w3, o2), Add(s3, w3, o3));
        for (var column = 0; column < dimension; column++, block += BlockLength)
        {
            var (x0, x1, x2, x3) = (Lanes(block, 0), Lanes(block, 1), Lanes(block, 2), Lanes(block, 3));
            var q = Vector512.Create(query[column]);
            a0 = Add(x0, q, a0);
            a1 = Add(x1, q, a1);
            a2 = Add(x2, q, a2);
            a3 = Add(x3, q, a3);
            q = Vector512.Create(query[dimension + column]);
            b0 = Add(x0, q, b0);
            b1 = Add(x1, q, b1);
            b2 = Add(x2, q, b2);
            b3 = Add(x3, q, b3);
            q = Vector512.Create(query[(2 * dimension) + column]);
            c0 = Add(x0, q, c0);
            c1 = Add(x1, q, c1);
            c2 = Add(x2, q, c2);
            c3 = Add(x3, q, c3);
            q = Vector512.Create(query[(3 * dimension) + column]);
            d0 = Add(x0, q, d0);
            d1 = Add(x1, q, d1);
            d2 = Add(x2, q, d2);
            d3 = Add(x3, q, d3);
        }

        masks[0] = Mask(a0, a1, a2, a3, Vector512.Create(thresholds[0]));
        masks[1] = Mask(b0, b1, b2, b3, Vector512.Create(thresholds[1]));
        masks[2] = Mask(c0, c1, c2, c3, Vector512.Create(thresholds[2]));
        masks[3] = Mask(d0, d1, d2, d3, Vector512.Create(thresholds[3]));
    }

    private static Vector512<float> Lanes(float* source, int index) => Vector512.Load(source + (index * LaneCount));

    private static Vector512<float> Add(Vector512<float> first, Vector512<float> second, Vector512<float> sum) =>
        Vector512.FusedMultiplyAdd(first, second, sum);

    private static ulong Mask(
        Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth, Vector512<float> threshold)
    {
        // Nearly always nothing is left.
        var largest = Vector512.MaxNative(Vector512.MaxNative(first, second), Vector512.MaxNative(third, fourth));
        return Vector512.GreaterThanOrEqualAny(largest, threshold)
            ? Bits(first, threshold) | (Bits(second, threshold) << LaneCount) | (Bits(third, threshold) << (2 * LaneCount))
                | (Bits(fourth, threshold) << (3 * LaneCount))
            : 0;
    }

    private static ulong Bits(Vector512<float> values, Vector512<float> threshold) =>
        Vector512.GreaterThanOrEqual(values, threshold).ExtractMostSignificantBits();

    /// <summary>In the units of the screen, and a little more: also the limit takes part in sums of single precision.</summary>
    private double Raised(double limit) => (limit + Smallest) * scale * scale * (2 - lowered);

    /// <summary>A power of two that brings the largest coordinate near 1.</summary>
    private static double ScaleOf(Matrix points, double[] mean)
    {
        var largest = 0.0;
        for (var row = 0; row < points.RowCount; row++)
        {
            var values = points.Row(row);
            for (var column = 0; column < mean.Length; column++)
            {
                largest = Math.Max(largest, Math.Abs(values[column] - mean[column]));
            }
        }

        return largest > 0 && double.IsFinite(largest) ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
    }
}
