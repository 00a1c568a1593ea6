using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Descriptors;

/// <summary>How much each pitch class belongs to a major and to a minor key, from the root on, with mean 0 and deviation 1.</summary>
/// <param name="Major">Of major keys.</param>
/// <param name="Minor">Of minor keys.</param>
internal sealed record KeyProfiles(double[] Major, double[] Minor)
{
    /// <summary>Listeners' ratings (Krumhansl and Kessler 1982).</summary>
    public static KeyProfiles KrumhanslKessler { get; } = new(
        Standardize([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]),
        Standardize([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]));

    /// <summary>Their revision after tests on music (Temperley 1999, "What's key for key?").</summary>
    public static KeyProfiles Temperley { get; } = new(
        Standardize([5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0]),
        Standardize([5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0]));

    /// <summary>Pearson's correlation of a chroma vector with all keys: twelve major ones from C on, then twelve minor ones.</summary>
    /// <param name="chroma">Twelve classes, C first; without any differences all correlations are 0.</param>
    /// <param name="correlations">24 values.</param>
    public void Correlate(ReadOnlySpan<double> chroma, Span<double> correlations)
    {
        var standardized = Standardize(chroma);
        for (var root = 0; root < ChromaBank.PitchClassCount; root++)
        {
            correlations[root] = Correlation(standardized, Major, root);
            correlations[ChromaBank.PitchClassCount + root] = Correlation(standardized, Minor, root);
        }
    }

    private static double Correlation(ReadOnlySpan<double> chroma, ReadOnlySpan<double> profile, int root)
    {
        var sum = 0.0;
        for (var i = 0; i < ChromaBank.PitchClassCount; i++)
        {
            sum += chroma[(i + root) % ChromaBank.PitchClassCount] * profile[i];
        }

        return sum / ChromaBank.PitchClassCount;
    }

    private static double[] Standardize(ReadOnlySpan<double> values)
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
