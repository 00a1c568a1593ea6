namespace MusicCluster.Embeddings;

/// <summary>How the representations of audio and lyrics are joined.</summary>
public sealed record FusionOptions
{
    /// <summary>See <see cref="FusionMethod"/>.</summary>
    public FusionMethod Method { get; init; } = FusionMethod.Block;

    /// <summary>Weights of the lyrics against the audio's 1, for <c>block</c>: one fused representation each; 0 is the audio, scaled.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [0.25];

    /// <summary>
    /// Whether the study's two concatenations stand beside the blocks, to be compared with: the one of its page and the one of
    /// its code.
    /// </summary>
    public bool Compare { get; init; }

    /// <summary>The representations that are fused; empty: all.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Weights.Count == 0 || Weights.Distinct().Count() != Weights.Count || Weights.Any(weight => !(weight >= 0 && weight <= 100)))
        {
            yield return $"fusion.weights is [{string.Join(", ", Weights)}]; it must be a list of different numbers from 0 to 100.";
        }
    }
}

/// <summary>Ways to join two modalities.</summary>
public enum FusionMethod
{
    /// <summary>Each modality centred and scaled to rows of unit root mean square, the lyrics times their weight.</summary>
    Block,

    /// <summary>Early fusion, the study's: z-scored audio latents beside L2-normalised TF-IDF.</summary>
    Concatenate,

    /// <summary>What the study's code does: z-scored audio latents beside z-scored TF-IDF, up to 128 dimensions that weigh as much each.</summary>
    Standardize,

    /// <summary>No fused representations.</summary>
    None,
}
