using MusicCluster.Models.Losses;
using MusicCluster.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>A network that squeezes a track through a narrow latent vector and rebuilds it.</summary>
/// <remarks>The field names of the sub-classes are the names in the weight file: renaming one changes the format.</remarks>
internal abstract class LatentModel(string name, bool isVariational) : nn.Module(name)
{
    /// <summary>The name of the learned variance in the weight file.</summary>
    private const string ObservationName = "log_observation_variance";

    private bool learnsVariance;

    /// <summary>Whether the latent is a distribution (a VAE) or a point (an autoencoder).</summary>
    public bool IsVariational { get; } = isVariational;

    /// <summary>Logarithm of the learned variance of the Gaussian around the rebuilt input, [1]; null where it is fixed.</summary>
    /// <remarks>Asked of the module each time: a move to another device replaces it.</remarks>
    public Parameter? LogObservationVariance => learnsVariance ? get_parameter(ObservationName) : null;

    /// <summary>Posterior mean and log-variance, each [batch, latent]; the log-variance is null for a point.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="condition">[batch, genres] for a conditional model, else null.</param>
    public abstract (Tensor Mean, Tensor? LogVariance) Encode(Tensor input, Tensor? condition = null);

    /// <summary>[batch, latent] → the input's shape.</summary>
    public abstract Tensor Decode(Tensor latent, Tensor? condition = null);

    /// <summary>How far the posterior is from the prior: of each dimension, [batch, latent], and beyond dimensions, [batch] or null.</summary>
    /// <param name="mean">Posterior mean, [batch, latent].</param>
    /// <param name="logVariance">Posterior log-variance, [batch, latent].</param>
    /// <param name="sample">A draw from the posterior.</param>
    public virtual (Tensor PerDimension, Tensor? PerTrack) Divergence(Tensor mean, Tensor logVariance, Tensor sample) =>
        (VaeLoss.DivergencePerDimension(mean, logVariance), null);

    /// <summary>Makes the variance of the observation a weight that starts at a value.</summary>
    public void LearnObservationVariance(double start)
    {
        register_parameter(ObservationName, new Parameter(Tensors.Of([(float)Math.Log(start)], [1], CPU)));
        learnsVariance = true;
    }
}
