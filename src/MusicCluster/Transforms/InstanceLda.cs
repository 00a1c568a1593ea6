using MusicCluster.Numerics;

namespace MusicCluster.Transforms;

/// <summary>
/// Directions in which tracks differ more than the crops of one track do: Fisher's linear discriminant with each track as a class. It
/// sees no labels.
/// </summary>
/// <remarks>
/// For speakers the same is known as within-class covariance normalization with a discriminant (Hatch, Kajarekar and Stolcke 2006;
/// Dehak et al. 2011). Exact: Cholesky's factor of the covariance within, then the eigenvectors of the covariance between in the space
/// where the other is the identity. The sign of a direction is the one that makes its largest absolute weight positive.
/// </remarks>
public sealed class InstanceLda
{
    private InstanceLda(Matrix directions, double[] ratios)
    {
        Directions = directions;
        Ratios = ratios;
    }

    /// <summary>Weights as rows, shape [dimension, columns]; V·Sw·Vᵀ = I.</summary>
    public Matrix Directions { get; }

    /// <summary>Variance between tracks over that within tracks, for each direction; descending.</summary>
    public IReadOnlyList<double> Ratios { get; }

    /// <summary>Learns the directions.</summary>
    /// <param name="scatter">Of all crops; its problem is empty.</param>
    /// <param name="latent">How many directions; fewer are kept where tracks − 1 or columns are fewer.</param>
    /// <param name="shrinkage">0 … 1: the share of the covariance within that is replaced by its mean variance in all directions alike.</param>
    /// <exception cref="ArgumentException">The scatter has a problem, which the message says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static InstanceLda Fit(TrackScatter scatter, int latent, double shrinkage)
    {
        ArgumentNullException.ThrowIfNull(scatter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(latent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shrinkage);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shrinkage, 1);
        if (scatter.Problem.Length > 0)
        {
            throw new ArgumentException($"There is no discriminant: {scatter.Problem}.", nameof(scatter));
        }

        var factor = Shrunk(scatter.Within, shrinkage);
        Cholesky.Factor(factor);
        var (ratios, vectors) = SymmetricEigen.Decompose(Whitened(scatter.Between, factor));
        var count = Math.Min(latent, Math.Min(scatter.TrackCount - 1, factor.RowCount));
        var directions = vectors.SelectRows(Orders.Identity(count));
        for (var i = 0; i < count; i++)
        {
            Cholesky.SolveUpper(factor, directions.Row(i));
            FlipSign(directions.Row(i));
        }

        return new InstanceLda(directions, [.. ratios.Take(count).Select(ratio => Math.Max(0, ratio))]);
    }

    /// <summary>The tracks' points: the mean of a track's crops along each direction, shape [tracks, dimension].</summary>
    /// <param name="cropCounts">Crops of each track, at least one.</param>
    /// <param name="read">Reads a crop.</param>
    public Matrix Transform(IReadOnlyList<int> cropCounts, TrackScatter.ReadCrop read)
    {
        var means = new Matrix(cropCounts.Count, Directions.RowCount);
        var (mean, values) = (new double[Directions.ColumnCount], new double[Directions.ColumnCount]);
        var crop = 0;
        for (var track = 0; track < cropCounts.Count; track++)
        {
            Array.Clear(mean);
            for (var i = 0; i < cropCounts[track]; i++)
            {
                read(crop++, values);
                Products.AddScaled(values, 1.0 / cropCounts[track], mean);
            }

            for (var i = 0; i < Directions.RowCount; i++)
            {
                means[track, i] = Products.Dot(Directions.Row(i), mean);
            }
        }

        return means;
    }

    private static Matrix Shrunk(Matrix within, double shrinkage)
    {
        var result = within.Copy();
        var meanVariance = TrackScatter.Trace(within) / within.RowCount;
        for (var i = 0; i < result.RowCount; i++)
        {
            foreach (ref var value in result.Row(i))
            {
                value *= 1 - shrinkage;
            }

            result[i, i] += shrinkage * meanVariance;
        }

        return result;
    }

    /// <summary>L⁻¹ · B · L⁻ᵀ.</summary>
    private static Matrix Whitened(Matrix between, Matrix factor)
    {
        // B is symmetric: solving its rows gives (L⁻¹·B)ᵀ, and solving the columns of that the rest.
        var half = between.Copy();
        for (var i = 0; i < half.RowCount; i++)
        {
            Cholesky.SolveLower(factor, half.Row(i));
        }

        var result = half.Transpose();
        for (var i = 0; i < result.RowCount; i++)
        {
            Cholesky.SolveLower(factor, result.Row(i));
        }

        return result;
    }

    private static void FlipSign(Span<double> direction)
    {
        var extreme = 0.0;
        foreach (var weight in direction)
        {
            extreme = Math.Abs(weight) > Math.Abs(extreme) ? weight : extreme;
        }

        if (extreme < 0)
        {
            System.Numerics.Tensors.TensorPrimitives.Negate(direction, direction);
        }
    }
}
