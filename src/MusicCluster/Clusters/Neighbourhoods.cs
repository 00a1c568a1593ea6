using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters;

/// <summary>Which points lie within a radius of a point, as bits.</summary>
/// <remarks>
/// The fast kernel rounds a sum once per column (fused multiply-add), a plain sum twice. Points that lie on the border within that
/// difference are decided by the plain sum, so that ties fall as in the reference implementations.
/// </remarks>
internal sealed unsafe class Neighbourhoods
{
    private readonly Matrix points;
    private readonly PointBlocks blocks;
    private readonly double squaredRadius;
    private readonly double surelyInside;
    private readonly double surelyOutside;

    public Neighbourhoods(Matrix points, double radius)
    {
        this.points = points;
        blocks = new PointBlocks(points);
        squaredRadius = radius * radius;
        var margin = 1e-15 * (points.ColumnCount + 4);
        surelyInside = squaredRadius * (1 - margin);
        surelyOutside = squaredRadius * (1 + margin);
        WordCount = (blocks.BlockCount + 7) / 8;
    }

    /// <summary>64-bit words per neighbourhood.</summary>
    public int WordCount { get; }

    /// <summary>Writes bit j when point j lies within the radius of a point.</summary>
    public void Find(int row, Span<ulong> bits)
    {
        bits[^1] = 0;
        var masks = MemoryMarshal.AsBytes(bits);
        var dimension = points.ColumnCount;
        var inside = Vector512.Create(surelyInside);
        var outside = Vector512.Create(surelyOutside);
        fixed (double* source = blocks.Values, point = points.Row(row))
        {
            var block = source;
            for (var b = 0; b < blocks.BlockCount; b++, block += dimension * PointBlocks.LaneCount)
            {
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

                var near = Vector512.LessThanOrEqual(sum, outside).ExtractMostSignificantBits();
                var sure = Vector512.LessThanOrEqual(sum, inside).ExtractMostSignificantBits();
                masks[b] = (byte)(near == sure ? near : Decide(row, b, near, sure));
            }
        }
    }

    private ulong Decide(int row, int block, ulong near, ulong sure)
    {
        for (var lane = 0; lane < PointBlocks.LaneCount; lane++)
        {
            var bit = 1UL << lane;
            if ((near & ~sure & bit) != 0
                && Distances.Squared(points.Row(row), points.Row((block * PointBlocks.LaneCount) + lane)) <= squaredRadius)
            {
                sure |= bit;
            }
        }

        return sure;
    }
}
