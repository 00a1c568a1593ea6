using MusicCluster.Numerics;

namespace MusicCluster.Transforms;

/// <summary>Replaces each value by the normal quantile of its rank in the column: outliers keep their order, not their size.</summary>
/// <remarks>A value new to the transform takes the interpolated rank between its neighbors of the fit.</remarks>
public sealed class RankGauss
{
    private readonly double[][] sortedColumns;

    private RankGauss(double[][] sortedColumns) => this.sortedColumns = sortedColumns;

    /// <summary>Learns the order of each column.</summary>
    /// <param name="points">Rows are tracks (or crops).</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static RankGauss Fit(Matrix points)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        var columns = new double[points.ColumnCount][];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = new double[points.RowCount];
            for (var row = 0; row < points.RowCount; row++)
            {
                columns[column][row] = points[row, column];
            }

            Array.Sort(columns[column]);
        }

        return new RankGauss(columns);
    }

    /// <summary>Normal quantiles of the mid-ranks (r − ½) ÷ n; a constant column becomes zero.</summary>
    /// <exception cref="ArgumentException">The number of columns differs from that of <see cref="Fit"/>.</exception>
    public Matrix Transform(Matrix points)
    {
        if (points.ColumnCount != sortedColumns.Length)
        {
            throw new ArgumentException($"{points.ColumnCount} columns; the fit had {sortedColumns.Length}.", nameof(points));
        }

        var result = new Matrix(points.RowCount, points.ColumnCount);
        for (var row = 0; row < points.RowCount; row++)
        {
            for (var column = 0; column < points.ColumnCount; column++)
            {
                result[row, column] = Quantile(sortedColumns[column], points[row, column]);
            }
        }

        return result;
    }

    private static double Quantile(double[] sorted, double value)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        var below = LowerBound(sorted, value);
        var above = UpperBound(sorted, value);
        double rank;
        if (above > below)
        {
            // Equal values share the middle of their ranks.
            rank = (below + above) / 2.0;
        }
        else if (below == 0)
        {
            rank = 0.5;
        }
        else if (below == sorted.Length)
        {
            rank = sorted.Length - 0.5;
        }
        else
        {
            var left = (LowerBound(sorted, sorted[below - 1]) + below) / 2.0;
            var right = (below + UpperBound(sorted, sorted[below])) / 2.0;
            rank = left + ((right - left) * (value - sorted[below - 1]) / (sorted[below] - sorted[below - 1]));
        }

        return NormalDistribution.Quantile(rank / sorted.Length);
    }

    private static int LowerBound(double[] sorted, double value) => Bound(sorted, item => item < value);

    private static int UpperBound(double[] sorted, double value) => Bound(sorted, item => item <= value);

    private static int Bound(double[] sorted, Func<double, bool> isLeft)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isLeft(sorted[middle]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
