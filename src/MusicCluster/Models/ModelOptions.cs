
namespace MusicCluster.Models;

/// <summary>One entry of the profile's <c>models</c>. What is left out takes the model's own default.</summary>
/// <param name="Name">One of <see cref="ModelCatalog.Names"/>.</param>
/// <param name="Representation">The name in the tables, if it is to differ from the model's: two entries of one model need two.</param>
/// <param name="Latent">Width of the representation.</param>
/// <param name="Epochs">Passes over the tracks.</param>
/// <param name="Beta">Weight of the Kullback-Leibler term.</param>
/// <param name="BatchSize">Tracks per step.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="Loss">How the terms are summed.</param>
/// <param name="Scaling">What is done to the input first; see <see cref="InputScaling"/> for which models know which.</param>
/// <param name="Crops">Convolutional autoencoders: log-mel crops per track, whose latents are averaged; left out, the first seconds alone.</param>
/// <param name="Variance">VAEs: variance of the Gaussian around the rebuilt input; where it is learned, its start.</param>
/// <param name="LearnVariance">VAEs: whether one variance for all values is learned with the weights (Rybkin et al. 2021).</param>
/// <param name="AnnealingEpochs">VAEs: epochs over which the Kullback-Leibler term rises from 0 to its weight (Bowman et al. 2016).</param>
/// <param name="FreeBits">VAEs: nats of each latent dimension that cost nothing (Kingma et al. 2016).</param>
/// <param name="Patience">Epochs without a lower loss after which training ends early; left out, it never does.</param>
/// <param name="Components">vade: Gaussians of the prior.</param>
/// <param name="PretrainingEpochs">vade: epochs as a plain autoencoder before the Gaussians are fitted; they count among the epochs.</param>
/// <param name="NormPower">Consistency models: tracks far out are drawn in to this power of their distance; 1: not at all, 0: all lie on a sphere.</param>
public sealed record ModelOptions(
    string Name = "mfcc-pca",
    string? Representation = null,
    int? Latent = null,
    int? Epochs = null,
    double? Beta = null,
    int? BatchSize = null,
    double? LearningRate = null,
    LossKind Loss = LossKind.Elbo,
    InputScaling? Scaling = null,
    int? Crops = null,
    double Variance = 1,
    bool LearnVariance = false,
    int AnnealingEpochs = 0,
    double FreeBits = 0,
    int? Patience = null,
    int? Components = null,
    int? PretrainingEpochs = null,
    double? NormPower = null)
{
    /// <summary>The name in the tables.</summary>
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
        };
    }

    /// <summary>What every table has to say of this representation; empty for nothing.</summary>
    public string Note() => Resolve().Scaling == InputScaling.Raw
        ? "not standardised: the loudest coefficient decides"
        : ModelCatalog.Get(Name).Note;

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors() => ModelOptionRules.Errors(this);
}

/// <summary>How a loss is put together.</summary>
public enum LossKind
{
    /// <summary>The evidence lower bound: sums over pixels and latent dimensions, mean over tracks.</summary>
    Elbo,

    /// <summary>The seed's: both terms averaged over everything, which multiplies β by pixels / latent dimensions.</summary>
    Mean,
}

/// <summary>What is done to a model's input.</summary>
public enum InputScaling
{
    /// <summary>Mean 0, variance 1: of each column, or of all values of a log-mel picture together.</summary>
    Standard,

    /// <summary>Projections: centred only, as the seed did; the loudest coefficient decides.</summary>
    Raw,

    /// <summary>Projections: each column standardised, then each component brought to variance 1.</summary>
    Whitened,

    /// <summary>Projections: each value replaced by the normal quantile of its rank.</summary>
    RankGauss,

    /// <summary>Convolutional autoencoders: mean 0, variance 1 of each mel band.</summary>
    PerBand,
}
