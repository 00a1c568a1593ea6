using System.ComponentModel;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Embeddings;

/// <summary>How the representations of audio and lyrics are joined.</summary>
public sealed record FusionOptions : IOptions
{
    [Option("How the two are joined.")]
    public FusionMethod Method { get; init; } = FusionMethod.Block;

    [Option("Weights of the lyrics against the audio's 1, for method block: each makes one fused representation; 0 is the audio, scaled.")]
    [Range(0, 100), Items(AreNeeded = true, AreDistinct = true)]
    public IReadOnlyList<double> Weights { get; init; } = [0.25];

    [Option("Whether the study's two concatenations, that of its paper and that of its code, are made as well, for comparison with the blocks.")]
    public bool Compare { get; init; }

    [Option("The representations that are fused; empty for all.", Example = "[\"mfcc-pca\"]")]
    public IReadOnlyList<string> Of { get; init; } = [];
}

/// <summary>Ways to join two modalities.</summary>
public enum FusionMethod
{
    [Description("Each modality is centered and scaled to rows of unit root mean square, and the lyrics are multiplied by their weight.")]
    Block,

    [Description("Early fusion as the study describes it: z-scored audio latents beside L2-normalized TF-IDF.")]
    Concatenate,

    [Description("What the study's code does: z-scored audio latents beside z-scored TF-IDF, up to 128 dimensions of equal weight.")]
    Standardize,

    [Description("No fused representations.")]
    None,
}
