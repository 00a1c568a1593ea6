namespace MusicCluster.Features.Crops;

/// <summary>How well twelve pitch classes fit the 24 major and minor keys.</summary>
/// <param name="Best">Correlation with the profile of the best key.</param>
/// <param name="Lead">Its distance to the second best.</param>
/// <param name="MajorLead">Correlation with the best major key less that with the best minor key.</param>
/// <param name="Root">Pitch class of the best key's root, C first.</param>
/// <remarks>Source: Krumhansl and Kessler (1982), the profiles of listeners' ratings; Pearson's correlation.</remarks>
internal readonly record struct KeyMatch(double Best, double Lead, double MajorLead, int Root)
{
    private const int Count = 12;
    private static readonly double[] Major = Standardized([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]);
    private static readonly double[] Minor = Standardized([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]);

    /// <summary>Matches a chroma vector, C first; one without any differences fits no key: all correlations are 0, and C is the root.</summary>
    public static KeyMatch Of(ReadOnlySpan<double> chroma)
    {
        var standardized = Standardized(chroma);
        Span<double> correlations = stackalloc double[2 * Count];
        for (var root = 0; root < Count; root++)
        {
            correlations[root] = Correlation(standardized, Major, root);
            correlations[Count + root] = Correlation(standardized, Minor, root);
        }

        var (major, minor) = (Greatest(correlations[..Count]), Greatest(correlations[Count..]));
        var best = Greatest(correlations);
        var value = correlations[best];
        var majorLead = correlations[major] - correlations[Count + minor];
        correlations[best] = double.NegativeInfinity;
        return new KeyMatch(value, value - correlations[Greatest(correlations)], majorLead, best % Count);
    }

    private static double Correlation(ReadOnlySpan<double> chroma, ReadOnlySpan<double> profile, int root)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += chroma[(i + root) % Count] * profile[i];
        }

        return sum / Count;
    }

    private static int Greatest(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);

    private static double[] Standardized(ReadOnlySpan<double> values)
    {
        var mean = Numerics.Moments.Mean(values);
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        var deviation = Math.Sqrt(squares / values.Length);
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            // Twelve equal classes differ by rounding at most.
            result[i] = deviation > 1e-9 ? (values[i] - mean) / deviation : 0;
        }

        return result;
    }
}
