namespace MusicCluster.Models;

/// <summary>What a profile may ask of which model.</summary>
internal static class ModelOptionRules
{
    /// <summary>Every rule that the options break beyond the ranges.</summary>
    /// <param name="options">The model's.</param>
    /// <param name="prefix">What goes before their keys, e.g. <c>models[1].</c>.</param>
    public static IEnumerable<string> Errors(ModelOptions options, string prefix) =>
        ModelCatalog.Find(options.Name) is { } kind ? Kinds(options, kind, prefix) : [];

    /// <summary>An option that a model does not know would be ignored in silence.</summary>
    private static IEnumerable<string> Kinds(ModelOptions options, ModelKind kind, string prefix)
    {
        var isSpectrogramModel = kind is { Family: ModelFamily.Autoencoder, Input: ModelInput.LogMel };
        (string Key, bool IsGiven, bool IsKnown, string Rule)[] rules =
        [
            ("scaling", options.Scaling is not (null or InputScaling.Standard) && options.Scaling != kind.Scaling,
                KnowsScaling(options, kind, isSpectrogramModel),
                "projections know standard, raw, whitened and rank-gauss, convolutional autoencoders standard and per-band"),
            ("normPower", options.NormPower is not null && options.NormPower != kind.NormPower, kind.Family == ModelFamily.Consistency,
                "it is for models that learn from pairs of crops"),
            ("crops", options.Crops is not null, isSpectrogramModel, "it is for convolutional autoencoders; the others choose their own crops"),
            ("variance", options.Variance != 1, IsLikelihood(options, kind), "it is for autoencoders with loss elbo"),
            ("learnVariance", options.LearnVariance, kind.IsPixelVae && options.Loss == LossKind.Elbo, "it is for VAEs with loss elbo"),
            ("annealingEpochs", options.AnnealingEpochs != 0, kind.IsVariational, "it is for VAEs"),
            ("freeBits", options.FreeBits != 0, kind.IsVariational && kind.Components == 0 && options.Loss == LossKind.Elbo,
                "it is for VAEs of a standard normal prior with loss elbo"),
            ("loss", options.Loss == LossKind.Mean, IsStudys(kind), "mean is for the study's autoencoders"),
            ("statistics", options.Statistics is not null && options.Statistics != kind.Statistics, kind.Input == ModelInput.CropStatistics,
                "it is for models that read crop statistics"),
            ("shrinkage", options.Shrinkage is not null, kind.Family == ModelFamily.Discriminant, "it is for instance-lda"),
            ("patience", options.Patience is not null, kind.IsTrained, "it is for models that are trained"),
            ("components", options.Components is not null, kind.Components > 0, "it is for vade"),
            ("pretrainingEpochs", options.PretrainingEpochs is not null, kind.Components > 0, "it is for vade"),
        ];
        foreach (var (key, _, _, rule) in rules.Where(entry => entry.IsGiven && !entry.IsKnown))
        {
            yield return $"{prefix}{key} is not an option of {options.Name} as it is set up here: {rule}.";
        }

        var (epochs, pretraining) = (options.Epochs ?? kind.Epochs, options.PretrainingEpochs ?? kind.PretrainingEpochs);
        if (kind.Components > 0 && pretraining >= epochs)
        {
            yield return $"{prefix}pretrainingEpochs is {pretraining}; it must be below epochs ({epochs}).";
        }
    }

    private static bool KnowsScaling(ModelOptions options, ModelKind kind, bool isSpectrogramModel) =>
        options.Scaling == InputScaling.PerBand ? isSpectrogramModel : kind.Family == ModelFamily.Projection;

    private static bool IsLikelihood(ModelOptions options, ModelKind kind) => kind.IsPixelVae && options.Loss == LossKind.Elbo;

    private static bool IsStudys(ModelKind kind) => kind is { Family: ModelFamily.Autoencoder, Components: 0 } && kind.IsTrained;
}
