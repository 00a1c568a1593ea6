using MusicCluster.Features.Descriptors;

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

    /// <summary>Matches a chroma vector, C first; one without any differences fits no key: all correlations are 0, and C is the root.</summary>
    public static KeyMatch Of(ReadOnlySpan<double> chroma)
    {
        Span<double> correlations = stackalloc double[2 * Count];
        KeyProfiles.KrumhanslKessler.Correlate(chroma, correlations);
        var (major, minor) = (Greatest(correlations[..Count]), Greatest(correlations[Count..]));
        var best = Greatest(correlations);
        var value = correlations[best];
        var majorLead = correlations[major] - correlations[Count + minor];
        correlations[best] = double.NegativeInfinity;
        return new KeyMatch(value, value - correlations[Greatest(correlations)], majorLead, best % Count);
    }

    private static int Greatest(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(values);
}
