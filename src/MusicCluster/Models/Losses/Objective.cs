using System.Globalization;

namespace MusicCluster.Models.Losses;

/// <summary>What a model minimizes, in the few words that the table of models has room for.</summary>
internal static class Objective
{
    /// <summary>E.g. <c>elbo: beta 4, variance 1</c>; empty where nothing is minimized.</summary>
    /// <param name="options">The model's.</param>
    /// <param name="learnedVariance">The variance that was learned, if one was.</param>
    public static string Of(ModelOptions options, double? learnedVariance)
    {
        var (kind, all) = (ModelCatalog.Get(options.Name), options.Resolve());
        if (!kind.IsTrained)
        {
            return "";
        }

        if (kind.Family == ModelFamily.Consistency)
        {
            return kind.Name == "simclr-mel" ? "simclr"
                : kind.IsVariational ? string.Join(", ", ["elbo: variance 1", .. Divergence(all), "plus vicreg"])
                : "vicreg";
        }

        if (all.Loss == LossKind.Mean)
        {
            return string.Join(", ", ["means, as the study's", .. kind.IsVariational ? Divergence(all) : []]);
        }

        var variance = learnedVariance is { } learned
            ? string.Create(CultureInfo.InvariantCulture, $"variance {learned:G4} (learned)") : $"variance {Text(all.Variance)}";
        return string.Join(", ", [kind.IsVariational ? $"elbo: {variance}" : $"squared error: {variance}", .. kind.IsVariational ? Divergence(all) : []]);
    }

    private static IEnumerable<string> Divergence(ModelOptions options)
    {
        yield return $"beta {Text(options.Beta!.Value)}";
        if (options.AnnealingEpochs > 0)
        {
            yield return $"annealed over {options.AnnealingEpochs} epochs";
        }

        if (options.FreeBits > 0)
        {
            yield return $"{Text(options.FreeBits)} free nats per dimension";
        }

        if (options.Components > 0)
        {
            yield return $"{options.Components} components after {options.PretrainingEpochs} epochs";
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
