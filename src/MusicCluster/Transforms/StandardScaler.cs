using MusicCluster.Numerics;

namespace MusicCluster.Transforms;

/// <summary>Brings each column to mean 0 and variance 1 (divisor n), as scikit-learn's StandardScaler.</summary>
public sealed class StandardScaler
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    private StandardScaler(double[] mean, double[] scale)
    {
        Mean = mean;
        Scale = scale;
    }

    /// <summary>Mean of each column.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Standard deviation of each column; 1 for a constant column, which becomes zero instead of NaN.</summary>
    public IReadOnlyList<double> Scale { get; }

    /// <summary>Learns mean and scale.</summary>
    /// <param name="points">Rows are tracks; an empty matrix gives mean 0 and scale 1.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static StandardScaler Fit(Matrix points)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        var mean = Moments.Means(points);
        var scale = new double[points.ColumnCount];
        for (var column = 0; column < scale.Length; column++)
        {
            var sum = 0.0;
            for (var row = 0; row < points.RowCount; row++)
            {
                var difference = points[row, column] - mean[column];
                sum += difference * difference;
            }

            var variance = points.RowCount == 0 ? 0 : sum / points.RowCount;
            // A column whose spread is rounding error of its mean is constant (scikit-learn's rule).
            var floor = points.RowCount * MachineEpsilon * mean[column];
            scale[column] = variance <= (floor * floor) + (points.RowCount * MachineEpsilon * variance)
                ? 1
                : Math.Sqrt(variance);
        }

        return new StandardScaler(mean, scale);
    }

    /// <summary>(x − mean) ÷ scale, as a new matrix.</summary>
    /// <exception cref="ArgumentException">The number of columns differs from that of <see cref="Fit"/>.</exception>
    public Matrix Transform(Matrix points)
    {
        if (points.ColumnCount != Mean.Count)
        {
            throw new ArgumentException($"{points.ColumnCount} columns; the scaler knows {Mean.Count}.", nameof(points));
        }

        var result = new Matrix(points.RowCount, points.ColumnCount);
        for (var row = 0; row < points.RowCount; row++)
        {
            for (var column = 0; column < points.ColumnCount; column++)
            {
                result[row, column] = (points[row, column] - Mean[column]) / Scale[column];
            }
        }

        return result;
    }
}
