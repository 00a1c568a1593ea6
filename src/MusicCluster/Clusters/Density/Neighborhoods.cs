using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>Which points lie within a radius of a point, as bits. Points are named by their place in a spatial order.</summary>
/// <remarks>
/// Blocks of eight neighboring points have a box; blocks whose boxes are farther apart than the radius are skipped.
/// The fast kernel rounds a sum once per column (fused multiply-add), a plain sum twice. Points that lie on the border within that
/// difference are decided by the plain sum, so that ties fall as in the reference implementations.
/// </remarks>
internal sealed unsafe class Neighborhoods
{
    private readonly Matrix points;
    private readonly int[] order;
    private readonly PointBlocks blocks;
    private readonly double squaredRadius;
    private readonly double surelyInside;
    private readonly double surelyOutside;

    // Boxes as lanes: eight blocks at a time, column after column, so that one box meets eight.
    private readonly PointBlocks lows;
    private readonly PointBlocks highs;
    private readonly Matrix low;
    private readonly Matrix high;

    public Neighborhoods(Matrix points, double radius)
    {
        this.points = points;
        order = SpatialOrder.Compute(points);
        blocks = new PointBlocks(points, order);
        squaredRadius = radius * radius;
        var margin = 1e-15 * (points.ColumnCount + 4);
        surelyInside = squaredRadius * (1 - margin);
        surelyOutside = squaredRadius * (1 + margin);
        WordCount = (blocks.BlockCount + 7) / 8;
        low = new Matrix(blocks.BlockCount, points.ColumnCount);
        high = new Matrix(blocks.BlockCount, points.ColumnCount);
        for (var block = 0; block < blocks.BlockCount; block++)
        {
            Enclose(block);
        }

        lows = new PointBlocks(low);
        highs = new PointBlocks(high);
    }

    /// <summary>64-bit words per neighborhood.</summary>
    public int WordCount { get; }

    /// <summary>Blocks of eight places.</summary>
    public int BlockCount => blocks.BlockCount;

    /// <summary>The row at each place.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>Finds the blocks that may hold neighbors of a block's points.</summary>
    /// <param name="block">Whose neighbors.</param>
    /// <param name="candidates">Length at least <see cref="BlockCount"/>.</param>
    /// <returns>How many candidates there are.</returns>
    public int FindBlocks(int block, Span<int> candidates)
    {
        var found = 0;
        var dimension = points.ColumnCount;
        var outside = Vector512.Create(surelyOutside);
        fixed (double* lowLanes = lows.Values, highLanes = highs.Values, ownLow = low.Row(block), ownHigh = high.Row(block))
        {
            for (var group = 0; group < lows.BlockCount; group++)
            {
                var start = (long)group * dimension * PointBlocks.LaneCount;
                var sum = Vector512<double>.Zero;
                for (var column = 0; column < dimension; column++)
                {
                    var above = Vector512.Load(lowLanes + start + (column * PointBlocks.LaneCount)) - Vector512.Create(ownHigh[column]);
                    var below = Vector512.Create(ownLow[column]) - Vector512.Load(highLanes + start + (column * PointBlocks.LaneCount));
                    var gap = Vector512.Max(Vector512.Max(above, below), Vector512<double>.Zero);
                    sum = Vector512.FusedMultiplyAdd(gap, gap, sum);
                }

                for (var mask = Vector512.LessThanOrEqual(sum, outside).ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
                {
                    candidates[found++] = (group * PointBlocks.LaneCount) + System.Numerics.BitOperations.TrailingZeroCount(mask);
                }
            }
        }

        return found;
    }

    /// <summary>Writes bit j when the point at place j lies within the radius of the one at a place.</summary>
    /// <param name="place">Whose neighbors.</param>
    /// <param name="candidates">The blocks of <see cref="FindBlocks"/>.</param>
    /// <param name="bits">Length <see cref="WordCount"/>.</param>
    public void Find(int place, ReadOnlySpan<int> candidates, Span<ulong> bits)
    {
        bits.Clear();
        var masks = MemoryMarshal.AsBytes(bits);
        var dimension = points.ColumnCount;
        var outside = Vector512.Create(surelyOutside);
        fixed (double* source = blocks.Values, point = points.Row(order[place]))
        {
            foreach (var b in candidates)
            {
                var block = source + ((long)b * dimension * PointBlocks.LaneCount);
                var sum = Vector512<double>.Zero;
                var column = 0;
                while (column < dimension)
                {
                    var end = Math.Min(column + 8, dimension);
                    for (; column < end; column++)
                    {
                        var difference = Vector512.Load(block + (column * PointBlocks.LaneCount)) - Vector512.Create(point[column]);
                        sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
                    }

                    if (!Vector512.LessThanOrEqualAny(sum, outside))
                    {
                        break;
                    }
                }

                masks[b] = Mask(sum, place, b);
            }
        }
    }

    /// <summary>The same for four neighboring places, which reads each block once.</summary>
    /// <param name="place">The first of four places.</param>
    /// <param name="candidates">The blocks of <see cref="FindBlocks"/>.</param>
    /// <param name="bits">Four rows of <see cref="WordCount"/>.</param>
    public void Find4(int place, ReadOnlySpan<int> candidates, Span<ulong> bits)
    {
        bits.Clear();
        var masks = MemoryMarshal.AsBytes(bits);
        var stride = WordCount * sizeof(ulong);
        var dimension = points.ColumnCount;
        var outside = Vector512.Create(surelyOutside);
        fixed (double* source = blocks.Values, point0 = points.Row(order[place]), point1 = points.Row(order[place + 1]),
            point2 = points.Row(order[place + 2]), point3 = points.Row(order[place + 3]))
        {
            foreach (var b in candidates)
            {
                var block = source + ((long)b * dimension * PointBlocks.LaneCount);
                var sum0 = Vector512<double>.Zero;
                var sum1 = Vector512<double>.Zero;
                var sum2 = Vector512<double>.Zero;
                var sum3 = Vector512<double>.Zero;
                for (var column = 0; column < dimension; column++, block += PointBlocks.LaneCount)
                {
                    var lanes = Vector512.Load(block);
                    var difference0 = lanes - Vector512.Create(point0[column]);
                    var difference1 = lanes - Vector512.Create(point1[column]);
                    var difference2 = lanes - Vector512.Create(point2[column]);
                    var difference3 = lanes - Vector512.Create(point3[column]);
                    sum0 = Vector512.FusedMultiplyAdd(difference0, difference0, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(difference1, difference1, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(difference2, difference2, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(difference3, difference3, sum3);
                }

                // Most blocks hold no neighbor of any of the four.
                if (Vector512.LessThanOrEqualAny(Vector512.MinNative(Vector512.MinNative(sum0, sum1), Vector512.MinNative(sum2, sum3)), outside))
                {
                    masks[b] = Mask(sum0, place, b);
                    masks[stride + b] = Mask(sum1, place + 1, b);
                    masks[(2 * stride) + b] = Mask(sum2, place + 2, b);
                    masks[(3 * stride) + b] = Mask(sum3, place + 3, b);
                }
            }
        }
    }

    private byte Mask(Vector512<double> squared, int place, int block)
    {
        var near = Vector512.LessThanOrEqual(squared, Vector512.Create(surelyOutside)).ExtractMostSignificantBits();
        var sure = Vector512.LessThanOrEqual(squared, Vector512.Create(surelyInside)).ExtractMostSignificantBits();
        return (byte)(near == sure ? near : Decide(place, block, near, sure));
    }

    private ulong Decide(int place, int block, ulong near, ulong sure)
    {
        for (var lane = 0; lane < PointBlocks.LaneCount; lane++)
        {
            var bit = 1UL << lane;
            if ((near & ~sure & bit) != 0
                && Distances.Squared(points.Row(order[place]), points.Row(order[(block * PointBlocks.LaneCount) + lane])) <= squaredRadius)
            {
                sure |= bit;
            }
        }

        return sure;
    }

    private void Enclose(int block)
    {
        low.Row(block).Fill(double.PositiveInfinity);
        high.Row(block).Fill(double.NegativeInfinity);
        for (var place = block * PointBlocks.LaneCount; place < Math.Min(order.Length, (block + 1) * PointBlocks.LaneCount); place++)
        {
            System.Numerics.Tensors.TensorPrimitives.Min(low.Row(block), points.Row(order[place]), low.Row(block));
            System.Numerics.Tensors.TensorPrimitives.Max(high.Row(block), points.Row(order[place]), high.Row(block));
        }
    }
}
