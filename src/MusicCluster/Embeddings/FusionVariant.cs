using System.Globalization;

namespace MusicCluster.Embeddings;

/// <summary>One way that a profile joins lyrics to a representation.</summary>
/// <param name="Ending">Its name, <see cref="RepresentationName.Fusion"/>.</param>
/// <param name="Method">How.</param>
/// <param name="Weight">The weight of the lyrics, for blocks.</param>
public sealed record FusionVariant(string Ending, FusionMethod Method, double Weight)
{
    private const string Mark = "lyrics";

    /// <summary>All that the options ask for.</summary>
    public static IReadOnlyList<FusionVariant> Of(FusionOptions options) => options.Method switch
    {
        FusionMethod.None => [],
        FusionMethod.Concatenate or FusionMethod.Standardize => [new FusionVariant(Mark, options.Method, 1)],
        _ =>
        [
            .. options.Weights.Select(weight => new FusionVariant(
                options.Weights.Count == 1 ? Mark : string.Create(CultureInfo.InvariantCulture, $"{Mark}-{weight:0.###}"), FusionMethod.Block, weight)),
            .. options.Compare
                ? [
                    new FusionVariant($"{Mark}-concatenated", FusionMethod.Concatenate, 1),
                    new FusionVariant($"{Mark}-standardized", FusionMethod.Standardize, 1),
                ]
                : Array.Empty<FusionVariant>(),
        ],
    };
}
