namespace MusicCluster.Numerics;

/// <summary>Finds values that no algorithm can use.</summary>
public static class FiniteChecks
{
    /// <summary>Whether a value is NaN or infinite, and where the first one is.</summary>
    public static bool IndexOfNonFinite(this Span<double> values, out int index)
    {
        for (index = 0; index < values.Length; index++)
        {
            if (!double.IsFinite(values[index]))
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
            ? $"row {index / points.ColumnCount} column {index % points.ColumnCount} is {points.Values[index]}; all values must be finite"
            : "";
    }

    /// <summary>Refuses points that hold NaN or infinity.</summary>
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
