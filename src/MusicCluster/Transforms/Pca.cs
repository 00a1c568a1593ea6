using MusicCluster.Numerics;

namespace MusicCluster.Transforms;

/// <summary>Principal components: an orthogonal basis of directions in the order of their variance.</summary>
/// <remarks>
/// Exact, through the eigenvectors of the smaller of covariance and Gram matrix. The sign of a component is the one that makes
/// the largest absolute score positive (scikit-learn's svd_flip), so that a run always gives the same figure.
/// </remarks>
public sealed class Pca
{
    private readonly double[] mean;
    private readonly bool whiten;

    private Pca(double[] mean, Matrix components, double[] variances, double totalVariance, bool whiten)
    {
        this.mean = mean;
        this.whiten = whiten;
        Components = components;
        ExplainedVariance = variances;
        ExplainedVarianceRatio = [.. variances.Select(variance => totalVariance > 0 ? variance / totalVariance : 0)];
    }

    /// <summary>Unit directions as rows, shape [componentCount, dimension].</summary>
    public Matrix Components { get; }

    /// <summary>Variance of each component (divisor n − 1).</summary>
    public IReadOnlyList<double> ExplainedVariance { get; }

    /// <summary>Share of each component in the variance of all columns; zero when nothing varies.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatio { get; }

    /// <summary>Mean of each column.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>Learns the components.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="componentCount">How many; fewer are kept when rows or columns are fewer.</param>
    /// <param name="whiten">Whether each score is divided by its standard deviation.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="componentCount"/> is not positive.</exception>
    public static Pca Fit(Matrix points, int componentCount, bool whiten = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(componentCount);
        FiniteChecks.ThrowIfNotFinite(points);
        var mean = Moments.Means(points);
        var centered = Moments.Center(points, mean);
        var count = Math.Min(componentCount, Math.Min(points.RowCount, points.ColumnCount));
        var degrees = Math.Max(1, points.RowCount - 1);
        var total = centered.Values.Sum(value => value * value) / degrees;
        var byColumns = points.ColumnCount <= points.RowCount;
        var (values, vectors) = SymmetricEigen.Decompose(byColumns ? Products.ColumnGram(centered) : Products.RowGram(centered));
        var components = byColumns ? vectors.SelectRows(Orders.Identity(count)) : Directions(centered, vectors, count);
        FlipSigns(centered, components);
        var variances = values.Take(count).Select(value => Math.Max(0, value) / degrees).ToArray();
        return new Pca(mean, components, variances, total, whiten);
    }

    /// <summary>Scores of the rows, shape [rowCount, componentCount].</summary>
    /// <exception cref="ArgumentException">The number of columns differs from that of <see cref="Fit"/>.</exception>
    public Matrix Transform(Matrix points)
    {
        if (points.ColumnCount != mean.Length)
        {
            throw new ArgumentException($"{points.ColumnCount} columns; the components have {mean.Length}.", nameof(points));
        }

        var scores = Products.RowsTimesRows(Moments.Center(points, mean), Components);
        for (var component = 0; whiten && component < scores.ColumnCount; component++)
        {
            // A component without variance has only rounding error to divide: it stays zero.
            var deviation = Math.Sqrt(ExplainedVariance[component]);
            var floor = 1e-12 * Math.Sqrt(ExplainedVariance[0]);
            for (var row = 0; row < scores.RowCount; row++)
            {
                scores[row, component] = deviation > floor ? scores[row, component] / deviation : 0;
            }
        }

        return scores;
    }

    /// <summary>Gram eigenvectors u become directions Xᵀu ÷ |Xᵀu|; directions without variance are zero rows.</summary>
    private static Matrix Directions(Matrix centered, Matrix vectors, int count)
    {
        var components = new Matrix(count, centered.ColumnCount);
        var largest = 0.0;
        for (var component = 0; component < count; component++)
        {
            var direction = components.Row(component);
            for (var row = 0; row < centered.RowCount; row++)
            {
                Products.AddScaled(centered.Row(row), vectors[component, row], direction);
            }

            var norm = Math.Sqrt(Products.Dot(direction, direction));
            largest = Math.Max(largest, norm);
            var factor = norm > 1e-10 * largest ? 1 / norm : 0;
            for (var column = 0; column < direction.Length; column++)
            {
                direction[column] *= factor;
            }
        }

        return components;
    }

    private static void FlipSigns(Matrix centered, Matrix components)
    {
        var scores = Products.RowsTimesRows(centered, components);
        for (var component = 0; component < components.RowCount; component++)
        {
            var extreme = 0.0;
            for (var row = 0; row < scores.RowCount; row++)
            {
                if (Math.Abs(scores[row, component]) > Math.Abs(extreme))
                {
                    extreme = scores[row, component];
                }
            }

            if (extreme < 0)
            {
                foreach (ref var value in components.Row(component))
                {
                    value = -value;
                }
            }
        }
    }
}
