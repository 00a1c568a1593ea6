namespace MusicCluster.Numerics;

/// <summary>Euclidean distances between two points, summed in the order of the columns.</summary>
internal static class Distances
{
    /// <summary>Σ (a − b)², each step rounded, as SciPy and scikit-learn's trees compute it: ties are their ties.</summary>
    public static double Squared(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = first[i] - second[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>Σ (a − b)² with fused multiply-adds: bit for bit what the lanes of <see cref="PointBlocks"/> compute.</summary>
    public static double FusedSquared(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = first[i] - second[i];
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    /// <summary>The Euclidean distance.</summary>
    public static double Euclidean(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Math.Sqrt(Squared(first, second));
}
