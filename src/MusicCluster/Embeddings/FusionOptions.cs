namespace MusicCluster.Embeddings;

/// <summary>How the representations of audio and lyrics are joined.</summary>
/// <param name="Method">See <see cref="FusionMethod"/>.</param>
public sealed record FusionOptions(FusionMethod Method = FusionMethod.Concatenate);

/// <summary>Ways to join two modalities.</summary>
public enum FusionMethod
{
    /// <summary>Early fusion, the study's: z-scored audio latents beside L2-normalised TF-IDF.</summary>
    Concatenate,

    /// <summary>No fused representations.</summary>
    None,
}
