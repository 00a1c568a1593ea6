using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>The covariances of a Gaussian mixture's components: any ellipsoid, or one along the axes.</summary>
/// <param name="varianceFloor">Added to every variance.</param>
internal abstract class ComponentShape(double varianceFloor)
{
    private const int LaneCount = PointBlocks.LaneCount;

    /// <summary>Variances along the axes, [components, dimensions], the floor included.</summary>
    public Matrix Variances { get; private set; } = new(0, 0);

    protected double VarianceFloor => varianceFloor;

    /// <summary>A number of columns in whole vectors.</summary>
    public static int Padded(int dimension) => (dimension + LaneCount - 1) / LaneCount * LaneCount;

    /// <summary>Makes room.</summary>
    public virtual void Prepare(int componentCount, int dimension) => Variances = new Matrix(componentCount, dimension);

    /// <summary>Numbers that <see cref="AddScatter"/> keeps per component.</summary>
    public abstract int ScatterLength(int dimension);

    /// <summary>Adds share · difference · differenceᵀ of some points.</summary>
    /// <param name="differences">Rows padded to whole vectors, zeros behind.</param>
    /// <param name="scaled">The same times the shares.</param>
    /// <param name="count">Rows.</param>
    /// <param name="scatter">Sums of a component.</param>
    public abstract void AddScatter(double[] differences, double[] scaled, int count, Span<double> scatter);

    /// <summary>Takes a component's new covariance.</summary>
    /// <param name="component">Which.</param>
    /// <param name="scatter">Sums around the old mean.</param>
    /// <param name="total">Sum of its shares.</param>
    /// <param name="moved">New mean less old mean.</param>
    /// <param name="mean">The new mean.</param>
    public abstract void Set(int component, ReadOnlySpan<double> scatter, double total, ReadOnlySpan<double> moved, ReadOnlySpan<double> mean);

    /// <summary>Log densities of 128 points from a row on, as far as there are blocks; without the component's weight.</summary>
    public abstract void LogDensities(PointBlocks blocks, int start, int component, Span<double> logDensities);
}
