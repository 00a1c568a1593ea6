using MusicCluster.Foundation;

namespace MusicCluster.Models;

/// <summary>What a profile may ask of which model.</summary>
internal static class ModelOptionRules
{
    /// <summary>Every rule that the options break.</summary>
    public static IEnumerable<string> Errors(ModelOptions options)
    {
        if (ModelCatalog.Find(options.Name) is not { } kind)
        {
            return [$"models: '{options.Name}' is not known; the nearest known model is '{Nearest.To(options.Name, ModelCatalog.Names)}'."];
        }

        return [.. Ranges(options), .. Kinds(options, kind)];
    }

    private static IEnumerable<string> Ranges(ModelOptions options)
    {
        var name = options.Representation;
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || name.Length is 0 or > 60)
        {
            yield return $"models: representation '{name}' is not a name; use letters, digits and '-'.";
        }

        (string Key, double? Value, double Low, double High)[] limits =
        [
            ("latent", options.Latent, 1, 4096), ("epochs", options.Epochs, 1, 100_000), ("beta", options.Beta, 0, 1e6),
            ("batchSize", options.BatchSize, 2, 65_536), ("crops", options.Crops, 1, 1000), ("variance", options.Variance, 1e-4, 1e4),
            ("annealingEpochs", options.AnnealingEpochs, 0, 100_000), ("freeBits", options.FreeBits, 0, 100),
            ("patience", options.Patience, 1, 100_000), ("components", options.Components, 1, 1000),
            ("pretrainingEpochs", options.PretrainingEpochs, 0, 100_000), ("normPower", options.NormPower, 0, 1),
        ];
        foreach (var (key, value, low, high) in limits)
        {
            if (value is { } given && !(given >= low && given <= high))
            {
                yield return FormattableString.Invariant($"models: {key} of {name} is {given}; it must be {low} to {high}.");
            }
        }

        if (options.LearningRate is not (null or (> 0 and <= 1)))
        {
            yield return $"models: learningRate of {name} is {options.LearningRate}; it must lie between 0 and 1.";
        }
    }

    /// <summary>An option that a model does not know would be ignored in silence.</summary>
    private static IEnumerable<string> Kinds(ModelOptions options, ModelKind kind)
    {
        var isPictureModel = kind is { Family: ModelFamily.Autoencoder, Input: ModelInput.LogMel };
        (string Key, bool IsGiven, bool IsKnown, string Rule)[] rules =
        [
            ("scaling", options.Scaling is not (null or InputScaling.Standard) && options.Scaling != kind.Scaling, KnowsScaling(options, kind, isPictureModel),
                "projections know standard, raw, whitened and rank-gauss, convolutional autoencoders standard and per-band"),
            ("normPower", options.NormPower is not null && options.NormPower != kind.NormPower, kind.Family == ModelFamily.Consistency, "it is for models that learn from pairs of crops"),
            ("crops", options.Crops is not null, isPictureModel, "it is for convolutional autoencoders; the others choose their own crops"),
            ("variance", options.Variance != 1, IsLikelihood(options, kind), "it is for autoencoders with loss elbo"),
            ("learnVariance", options.LearnVariance, kind.IsPixelVae && options.Loss == LossKind.Elbo, "it is for VAEs with loss elbo"),
            ("annealingEpochs", options.AnnealingEpochs != 0, kind.IsVariational, "it is for VAEs"),
            ("freeBits", options.FreeBits != 0, kind.IsVariational && kind.Components == 0 && options.Loss == LossKind.Elbo,
                "it is for VAEs of a standard normal prior with loss elbo"),
            ("loss", options.Loss == LossKind.Mean, IsStudys(kind), "mean is for the study's autoencoders"),
            ("patience", options.Patience is not null, kind.IsTrained, "it is for models that are trained"),
            ("components", options.Components is not null, kind.Components > 0, "it is for vade"),
            ("pretrainingEpochs", options.PretrainingEpochs is not null, kind.Components > 0, "it is for vade"),
        ];
        foreach (var (key, _, _, rule) in rules.Where(entry => entry.IsGiven && !entry.IsKnown))
        {
            yield return $"models: {key} is no option of {options.Name} as it is set up here: {rule}.";
        }

        var (epochs, pretraining) = (options.Epochs ?? kind.Epochs, options.PretrainingEpochs ?? kind.PretrainingEpochs);
        if (kind.Components > 0 && pretraining >= epochs)
        {
            yield return $"models: pretrainingEpochs of {options.Representation} is {pretraining}; it must be below epochs ({epochs}).";
        }
    }

    private static bool KnowsScaling(ModelOptions options, ModelKind kind, bool isPictureModel) =>
        options.Scaling == InputScaling.PerBand ? isPictureModel : kind.IsClosedForm;

    private static bool IsLikelihood(ModelOptions options, ModelKind kind) => kind.IsPixelVae && options.Loss == LossKind.Elbo;

    private static bool IsStudys(ModelKind kind) => kind is { Family: ModelFamily.Autoencoder, Components: 0 } && kind.IsTrained;
}
