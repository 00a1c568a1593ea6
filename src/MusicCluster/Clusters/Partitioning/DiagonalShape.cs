using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>Components along the axes.</summary>
internal sealed unsafe class DiagonalShape(double varianceFloor) : ComponentShape(varianceFloor)
{
    private Matrix centers = new(0, 0);
    private Matrix inverse = new(0, 0);
    private double[] constants = [];

    public override void Prepare(int componentCount, int dimension)
    {
        base.Prepare(componentCount, dimension);
        centers = new Matrix(componentCount, dimension);
        inverse = new Matrix(componentCount, dimension);
        constants = new double[componentCount];
    }

    public override int ScatterLength(int dimension) => dimension;

    public override void AddScatter(double[] differences, double[] scaled, int count, Span<double> scatter)
    {
        var width = Padded(scatter.Length);
        for (var i = 0; i < count; i++)
        {
            TensorPrimitives.MultiplyAdd(differences.AsSpan(i * width, scatter.Length), scaled.AsSpan(i * width, scatter.Length), scatter, scatter);
        }
    }

    public override void Set(int component, ReadOnlySpan<double> scatter, double total, ReadOnlySpan<double> moved, ReadOnlySpan<double> mean)
    {
        mean.CopyTo(centers.Row(component));
        constants[component] = -0.5 * mean.Length * Math.Log(2 * Math.PI);
        for (var column = 0; column < mean.Length; column++)
        {
            var variance = Math.Max(0, (scatter[column] / total) - (moved[column] * moved[column])) + VarianceFloor;
            Variances[component, column] = variance;
            inverse[component, column] = 1 / variance;
            constants[component] -= 0.5 * Math.Log(variance);
        }
    }

    public override void LogDensities(PointBlocks blocks, int start, int component, Span<double> logDensities)
    {
        var dimension = blocks.Dimension;
        var first = start / PointBlocks.LaneCount;
        var count = Math.Min(logDensities.Length / PointBlocks.LaneCount, blocks.BlockCount - first);
        fixed (double* source = blocks.Values, mean = centers.Row(component), weight = inverse.Row(component), target = logDensities)
        {
            for (var b = 0; b < count; b++)
            {
                var block = source + ((long)(first + b) * dimension * PointBlocks.LaneCount);
                var sum = Vector512<double>.Zero;
                for (var column = 0; column < dimension; column++)
                {
                    var difference = Vector512.Load(block + (column * PointBlocks.LaneCount)) - Vector512.Create(mean[column]);
                    sum = Vector512.FusedMultiplyAdd(difference * difference, Vector512.Create(weight[column]), sum);
                }

                (Vector512.Create(constants[component]) - (sum * 0.5)).Store(target + (b * PointBlocks.LaneCount));
            }
        }
    }
}
