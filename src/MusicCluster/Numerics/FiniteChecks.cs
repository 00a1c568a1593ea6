namespace MusicCluster.Numerics;

/// <summary>Finds values that no algorithm can use.</summary>
internal static class FiniteChecks
{
    /// <summary>Values beyond this size have squared distances that overflow.</summary>
    public const double LargestSize = 1e150;

    /// <summary>Whether a value is NaN, infinite or beyond <see cref="LargestSize"/>, and where the first one is.</summary>
    public static bool IndexOfNonFinite(this Span<double> values, out int index)
    {
        for (index = 0; index < values.Length; index++)
        {
            // Also true for NaN.
            if (!(Math.Abs(values[index]) <= LargestSize))
            {
                return true;
            }
        }

        index = -1;
        return false;
    }

    /// <summary>Why points cannot be used, in one sentence, or an empty text.</summary>
    public static string Problem(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return points.Values.AsSpan().IndexOfNonFinite(out var index)
            ? $"row {index / points.ColumnCount} column {index % points.ColumnCount} is "
                + $"{points.Values[index]}; all values must be finite and at most {LargestSize:E0} in size"
            : "";
    }

    /// <summary>Refuses points that hold NaN, infinity or sizes whose squares overflow.</summary>
    /// <exception cref="ArgumentException">A value is not finite; the message says which.</exception>
    public static void ThrowIfNotFinite(Matrix points)
    {
        var problem = Problem(points);
        if (problem.Length > 0)
        {
            throw new ArgumentException($"In the points, {problem}.", nameof(points));
        }
    }
}
