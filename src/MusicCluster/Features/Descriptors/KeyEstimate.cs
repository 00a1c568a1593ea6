using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Descriptors;

/// <summary>The key whose profile a chroma vector resembles most.</summary>
/// <param name="Name">Root and mode, such as <c>C major</c>; roots are written with sharps.</param>
/// <param name="Confidence">Pearson's correlation with the key's profile, at least 0.</param>
internal sealed record KeyEstimate(string Name, double Confidence)
{
    private static readonly string[] Roots = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    /// <summary>The best key; null if the classes do not differ, or for values that are no numbers.</summary>
    public static KeyEstimate? Of(ReadOnlySpan<double> chroma, KeyProfiles profiles)
    {
        Span<double> correlations = stackalloc double[2 * ChromaBank.PitchClassCount];
        profiles.Correlate(chroma, correlations);
        var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(correlations);
        if (!(correlations[best] > 0))
        {
            return null;
        }

        var mode = best < ChromaBank.PitchClassCount ? "major" : "minor";
        return new KeyEstimate($"{Roots[best % ChromaBank.PitchClassCount]} {mode}", Math.Min(correlations[best], 1));
    }
}
