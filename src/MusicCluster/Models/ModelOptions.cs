using System.ComponentModel;
using MusicCluster.Features.Crops;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Models;

/// <summary>One entry of the profile's <c>models</c>. What is left out takes the model's own default.</summary>
public sealed record ModelOptions(
    [property: Option("The model."), Words(typeof(ModelCatalog), nameof(ModelCatalog.Descriptions))]
    string Name = "mfcc-pca",
    string? Representation = null,
    [property: Option("The width of the representation.", Unset = ModelOptions.Own), Range(1, 4096)]
    int? Latent = null,
    [property: Option("The passes over the tracks.", Unset = ModelOptions.Own), Range(1, 100_000)]
    int? Epochs = null,
    [property: Option("VAEs: the weight of the Kullback-Leibler term.", Unset = ModelOptions.Own), Range(0, 1e6)]
    double? Beta = null,
    [property: Option("The tracks per step.", Unset = ModelOptions.Own), Range(2, 65_536)]
    int? BatchSize = null,
    [property: Option("Adam's learning rate.", Unset = ModelOptions.Own), Range(Above = 0, Maximum = 1)]
    double? LearningRate = null,
    [property: Option("How the terms of the loss are summed.")]
    LossKind Loss = LossKind.Elbo,
    [property: Option("What is done to the input first.", Unset = ModelOptions.Own)]
    InputScaling? Scaling = null,
    [property: Option("Convolutional autoencoders: log-mel crops per track, whose latents are averaged.", Unset = "the first seconds alone"), Range(1, 1000)]
    int? Crops = null,
    [property: Option("VAEs: the variance of the Gaussian around the rebuilt input; where it is learned, its start."), Range(1e-4, 1e4)]
    double Variance = 1,
    [property: Option("VAEs: whether one variance for all values is learned with the weights (Rybkin et al. 2021).")]
    bool LearnVariance = false,
    [property: Option("VAEs: the epochs over which the Kullback-Leibler term rises from 0 to its weight (Bowman et al. 2016)."), Range(0, 100_000)]
    int AnnealingEpochs = 0,
    [property: Option("VAEs: what each latent dimension may carry at no cost (Kingma et al. 2016).", Unit = "nats"), Range(0, 100)]
    double FreeBits = 0,
    [property: Option("The epochs without a lower loss after which training ends early.", Unset = "never"), Range(1, 100_000)]
    int? Patience = null,
    [property: Option("vade: the Gaussians of the prior.", Unset = ModelOptions.Own), Range(1, 1000)]
    int? Components = null,
    [property: Option("vade: the epochs as a plain autoencoder before the Gaussians are fitted; they count among the epochs.", Unset = ModelOptions.Own)]
    [property: Range(0, 100_000)]
    int? PretrainingEpochs = null,
    [property: Option(
        "Consistency models: outlying tracks are pulled in to this power of their distance from the center; 0 puts all on a sphere.",
        Unset = ModelOptions.Own)]
    [property: Range(0, 1)]
    double? NormPower = null,
    [property: Option("Models on crop statistics: which of them.", Unset = ModelOptions.Own)]
    CropColumnSet? Statistics = null,
    [property: Option(
        "instance-lda: the share of the covariance within tracks that is replaced by its mean variance in all directions alike.",
        Unset = ModelOptions.Own)]
    [property: Range(Above = 0, Maximum = 1)]
    double? Shrinkage = null) : IOptions
{
    private const string Own = "the model's own";

    [Option("The name in the tables, if it is to differ from the model's: two entries of one model need two.", Unset = "the model's name")]
    [Pattern("^[A-Za-z0-9.-]{1,60}$", "1 to 60 letters, digits, hyphens and dots")]
    public string Representation { get; init; } = Representation ?? Name;

    /// <summary>The same with the model's defaults filled in, so that nothing is left open.</summary>
    public ModelOptions Resolve()
    {
        var kind = ModelCatalog.Get(Name);
        return this with
        {
            Latent = Latent ?? kind.Latent,
            Epochs = Epochs ?? kind.Epochs,
            Beta = Beta ?? kind.Beta,
            Scaling = Scaling ?? kind.Scaling,
            Components = Components ?? kind.Components,
            PretrainingEpochs = PretrainingEpochs ?? kind.PretrainingEpochs,
            NormPower = NormPower ?? kind.NormPower,
            Statistics = Statistics ?? kind.Statistics,
            Shrinkage = Shrinkage ?? kind.Shrinkage,
        };
    }

    /// <summary>What every table has to note about this representation; empty for nothing.</summary>
    public string Note() => Resolve().Scaling == InputScaling.Raw
        ? "not standardized: the loudest coefficient decides"
        : ModelCatalog.Get(Name).Note;

    /// <summary>Where a report puts this representation; one that no model of the catalog makes was made elsewhere.</summary>
    public RepresentationFamily RepresentationFamily() => ModelCatalog.Find(Name)?.RepresentationFamily ?? Models.RepresentationFamily.Pretrained;

    IEnumerable<string> IOptions.BrokenRules(string prefix) => ModelOptionRules.Errors(this, prefix);
}

/// <summary>How a loss is put together.</summary>
public enum LossKind
{
    [Description("The evidence lower bound: sums over pixels and latent dimensions, mean over tracks.")]
    Elbo,

    [Description("The study's: both terms averaged over everything, which multiplies beta by pixels / latent dimensions.")]
    Mean,
}

/// <summary>What is done to a model's input.</summary>
public enum InputScaling
{
    [Description("Mean 0, variance 1: of each column, or of all values of a log-mel spectrogram together.")]
    Standard,

    [Description("Projections: centered only, as in the study; the loudest coefficient decides.")]
    Raw,

    [Description("Projections: each column standardized, then each component scaled to variance 1.")]
    Whitened,

    [Description("Projections: each value replaced by the normal quantile of its rank.")]
    RankGauss,

    [Description("Convolutional autoencoders: mean 0, variance 1 of each mel band.")]
    PerBand,
}
