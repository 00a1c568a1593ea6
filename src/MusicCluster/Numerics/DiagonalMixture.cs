using MusicCluster.Numerics.Random;

namespace MusicCluster.Numerics;

/// <summary>A mixture of Gaussians with diagonal covariances, by expectation and maximisation from a k-means++ start.</summary>
/// <param name="Weights">Share of each component.</param>
/// <param name="Means">[components, dimensions].</param>
/// <param name="Variances">[components, dimensions].</param>
/// <remarks>For the start of a prior; the clusterer of that name has full covariances, restarts and scikit-learn's rules.</remarks>
internal sealed record DiagonalMixture(double[] Weights, Matrix Means, Matrix Variances)
{
    private const int MaximumIterations = 100;
    private const double Tolerance = 1e-6;

    /// <summary>Added to every variance, so that no component shrinks to a point.</summary>
    private const double VarianceFloor = 1e-3;

    /// <summary>Fits a mixture.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="componentCount">Components, 1 … rowCount.</param>
    /// <param name="random">Chooses the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than components.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static DiagonalMixture Fit(Matrix points, int componentCount, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(componentCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(componentCount, points.RowCount);
        FiniteChecks.ThrowIfNotFinite(points);
        var shares = Start(points, componentCount, random);
        var mixture = Maximise(points, shares);
        var likelihood = double.NegativeInfinity;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var next = mixture.Expect(points, shares);
            if (next - likelihood < Tolerance)
            {
                break;
            }

            likelihood = next;
            mixture = Maximise(points, shares);
        }

        return mixture;
    }

    /// <summary>Fills each component's share in each row and returns the mean log-likelihood without its constant.</summary>
    private double Expect(Matrix points, Matrix shares)
    {
        var total = 0.0;
        for (var row = 0; row < points.RowCount; row++)
        {
            var target = shares.Row(row);
            for (var component = 0; component < target.Length; component++)
            {
                var sum = Math.Log(Weights[component]);
                for (var i = 0; i < points.ColumnCount; i++)
                {
                    var difference = points[row, i] - Means[component, i];
                    sum -= 0.5 * (Math.Log(Variances[component, i]) + (difference * difference / Variances[component, i]));
                }

                target[component] = sum;
            }

            var largest = System.Numerics.Tensors.TensorPrimitives.Max<double>(target);
            var density = 0.0;
            foreach (ref var value in target)
            {
                value = Math.Exp(value - largest);
                density += value;
            }

            foreach (ref var value in target)
            {
                value /= density;
            }

            total += largest + Math.Log(density);
        }

        return total / points.RowCount;
    }

    private static DiagonalMixture Maximise(Matrix points, Matrix shares)
    {
        var (count, width) = (shares.ColumnCount, points.ColumnCount);
        var (weights, means, variances) = (new double[count], new Matrix(count, width), new Matrix(count, width));
        for (var component = 0; component < count; component++)
        {
            // A component that lost all rows keeps a trace of weight instead of dividing by zero.
            var mass = 1e-10;
            for (var row = 0; row < points.RowCount; row++)
            {
                mass += shares[row, component];
            }

            for (var i = 0; i < width; i++)
            {
                var (sum, squares) = (0.0, 0.0);
                for (var row = 0; row < points.RowCount; row++)
                {
                    sum += shares[row, component] * points[row, i];
                }

                var mean = sum / mass;
                for (var row = 0; row < points.RowCount; row++)
                {
                    squares += shares[row, component] * (points[row, i] - mean) * (points[row, i] - mean);
                }

                (means[component, i], variances[component, i]) = (mean, (squares / mass) + VarianceFloor);
            }

            weights[component] = mass / points.RowCount;
        }

        return new DiagonalMixture(weights, means, variances);
    }

    /// <summary>Each row belongs wholly to its nearest centre; centres by k-means++ (Arthur and Vassilvitskii 2007).</summary>
    private static Matrix Start(Matrix points, int count, RandomSource random)
    {
        var nearest = new double[points.RowCount];
        Array.Fill(nearest, double.PositiveInfinity);
        var labels = new int[points.RowCount];
        var centre = random.NextInt(points.RowCount);
        for (var component = 0; component < count; component++)
        {
            for (var row = 0; row < points.RowCount; row++)
            {
                var distance = System.Numerics.Tensors.TensorPrimitives.Distance<double>(points.Row(row), points.Row(centre));
                if (distance * distance < nearest[row])
                {
                    (nearest[row], labels[row]) = (distance * distance, component);
                }
            }

            centre = Draw(nearest, random);
        }

        var shares = new Matrix(points.RowCount, count);
        for (var row = 0; row < points.RowCount; row++)
        {
            shares[row, labels[row]] = 1;
        }

        return shares;
    }

    private static int Draw(double[] weights, RandomSource random)
    {
        var left = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }
}
