using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>Components of any covariance Σ = L·Lᵀ.</summary>
/// <remarks>The squared distance of a point in units of Σ is ‖L⁻¹x − L⁻¹μ‖²; L⁻¹ is made once a step.</remarks>
internal sealed unsafe class FullShape(double varianceFloor) : ComponentShape(varianceFloor)
{
    private const int LaneCount = PointBlocks.LaneCount;

    // Blocks of points that are read together.
    private const int GroupCount = 4;

    // Per component L⁻¹, row after row, and L⁻¹μ.
    private Matrix whitening = new(0, 0);
    private Matrix shifts = new(0, 0);
    private double[] constants = [];

    public override void Prepare(int componentCount, int dimension)
    {
        base.Prepare(componentCount, dimension);
        whitening = new Matrix(componentCount, dimension * dimension);
        shifts = new Matrix(componentCount, dimension);
        constants = new double[componentCount];
    }

    /// <summary>Square tiles of 8 × 8 on and below the diagonal.</summary>
    public override int ScatterLength(int dimension)
    {
        var tiles = Padded(dimension) / LaneCount;
        return tiles * (tiles + 1) / 2 * LaneCount * LaneCount;
    }

    public override void AddScatter(double[] differences, double[] scaled, int count, Span<double> scatter)
    {
        var width = differences.Length / MixtureChunk.Length;
        fixed (double* plain = differences, times = scaled, sums = scatter)
        {
            var tile = sums;
            for (var row = 0; row < width; row += LaneCount)
            {
                for (var column = 0; column <= row; column += LaneCount, tile += LaneCount * LaneCount)
                {
                    AddTile(plain + column, times + row, width, count, tile);
                }
            }
        }
    }

    public override void Set(int component, ReadOnlySpan<double> scatter, double total, ReadOnlySpan<double> moved, ReadOnlySpan<double> mean)
    {
        var dimension = mean.Length;
        var factor = new Matrix(dimension, dimension);
        constants[component] = -0.5 * dimension * Math.Log(2 * Math.PI);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                factor[i, j] = (scatter[Place(i, j)] / total) - (moved[i] * moved[j]);
            }

            factor[i, i] = Math.Max(0, factor[i, i]) + VarianceFloor;
            Variances[component, i] = factor[i, i];
        }

        Cholesky.Factor(factor);
        var rows = whitening.Row(component);
        var shift = shifts.Row(component);
        Span<double> column = new double[dimension];
        for (var j = 0; j < dimension; j++)
        {
            constants[component] -= Math.Log(factor[j, j]);
            column.Clear();
            column[j] = 1;
            Cholesky.SolveLower(factor, column);
            for (var i = j; i < dimension; i++)
            {
                rows[(i * dimension) + j] = column[i];
            }
        }

        for (var i = 0; i < dimension; i++)
        {
            shift[i] = Products.Dot(rows.Slice(i * dimension, i + 1), mean[..(i + 1)]);
        }
    }

    public override void LogDensities(PointBlocks blocks, int start, int component, Span<double> logDensities)
    {
        var dimension = blocks.Dimension;
        var stride = dimension * LaneCount;
        var first = start / LaneCount;
        var count = Math.Min(logDensities.Length / LaneCount, blocks.BlockCount - first);
        fixed (double* source = blocks.Values, rows = whitening.Row(component), shift = shifts.Row(component), target = logDensities)
        {
            for (var b = 0; b < count; b += GroupCount)
            {
                // Past the end the last block is read again.
                var group = source + ((long)(first + b) * stride);
                var last = Math.Min(GroupCount, count - b) - 1;
                var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
                var x0 = group;
                var x1 = group + (Math.Min(1, last) * stride);
                var x2 = group + (Math.Min(2, last) * stride);
                var x3 = group + (last * stride);
                for (var i = 0; i < dimension; i++)
                {
                    var row = rows + (i * dimension);
                    var a0 = Vector512.Create(-shift[i]);
                    var (a1, a2, a3) = (a0, a0, a0);
                    for (var j = 0; j <= i; j++)
                    {
                        var weight = Vector512.Create(row[j]);
                        a0 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(x0 + (j * LaneCount)), a0);
                        a1 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(x1 + (j * LaneCount)), a1);
                        a2 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(x2 + (j * LaneCount)), a2);
                        a3 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(x3 + (j * LaneCount)), a3);
                    }

                    s0 = Vector512.FusedMultiplyAdd(a0, a0, s0);
                    s1 = Vector512.FusedMultiplyAdd(a1, a1, s1);
                    s2 = Vector512.FusedMultiplyAdd(a2, a2, s2);
                    s3 = Vector512.FusedMultiplyAdd(a3, a3, s3);
                }

                ReadOnlySpan<Vector512<double>> sums = [s0, s1, s2, s3];
                for (var i = 0; i <= last; i++)
                {
                    (Vector512.Create(constants[component]) - (sums[i] * 0.5)).Store(target + ((b + i) * LaneCount));
                }
            }
        }
    }

    /// <summary>Where the sums keep a place on or below the diagonal.</summary>
    private static int Place(int row, int column)
    {
        var (tileRow, tileColumn) = (row / LaneCount, column / LaneCount);
        var tile = (tileRow * (tileRow + 1) / 2) + tileColumn;
        return (((tile * LaneCount) + (row % LaneCount)) * LaneCount) + (column % LaneCount);
    }

    private static void AddTile(double* columns, double* rows, int width, int count, double* tile)
    {
        var (a0, a1, a2, a3) = (Vector512.Load(tile), Vector512.Load(tile + 8), Vector512.Load(tile + 16), Vector512.Load(tile + 24));
        var (a4, a5, a6, a7) = (Vector512.Load(tile + 32), Vector512.Load(tile + 40), Vector512.Load(tile + 48), Vector512.Load(tile + 56));
        for (var i = 0; i < count; i++, columns += width, rows += width)
        {
            var lanes = Vector512.Load(columns);
            a0 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[0]), lanes, a0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[1]), lanes, a1);
            a2 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[2]), lanes, a2);
            a3 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[3]), lanes, a3);
            a4 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[4]), lanes, a4);
            a5 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[5]), lanes, a5);
            a6 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[6]), lanes, a6);
            a7 = Vector512.FusedMultiplyAdd(Vector512.Create(rows[7]), lanes, a7);
        }

        a0.Store(tile);
        a1.Store(tile + 8);
        a2.Store(tile + 16);
        a3.Store(tile + 24);
        a4.Store(tile + 32);
        a5.Store(tile + 40);
        a6.Store(tile + 48);
        a7.Store(tile + 56);
    }
}
