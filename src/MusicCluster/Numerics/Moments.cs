namespace MusicCluster.Numerics;

/// <summary>Means, variances and quantiles.</summary>
internal static class Moments
{
    /// <summary>Mean of each column; zero when there are no rows.</summary>
    public static double[] Means(Matrix points)
    {
        var means = new double[points.ColumnCount];
        if (points.RowCount == 0)
        {
            return means;
        }

        for (var row = 0; row < points.RowCount; row++)
        {
            var values = points.Row(row);
            for (var column = 0; column < means.Length; column++)
            {
                means[column] += values[column];
            }
        }

        for (var column = 0; column < means.Length; column++)
        {
            means[column] /= points.RowCount;
        }

        return means;
    }

    /// <summary>A copy whose columns have mean zero.</summary>
    public static Matrix Center(Matrix points, IReadOnlyList<double> means)
    {
        var centered = points.Copy();
        for (var row = 0; row < centered.RowCount; row++)
        {
            var values = centered.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                values[column] -= means[column];
            }
        }

        return centered;
    }

    /// <summary>The mean; NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The standard deviation of a sample (divisor n − 1); 0 for one value.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return values.Length < 2 ? 0 : Math.Sqrt(sum / (values.Length - 1));
    }

    /// <summary>A quantile by linear interpolation, NumPy's default.</summary>
    /// <param name="sorted">Ascending, at least one value.</param>
    /// <param name="probability">0 … 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        var position = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
