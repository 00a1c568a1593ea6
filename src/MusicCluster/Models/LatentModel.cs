using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>A network that squeezes a track through a narrow latent vector and rebuilds it.</summary>
/// <remarks>The field names of the sub-classes are the names in the weight file: renaming one changes the format.</remarks>
internal abstract class LatentModel(string name, bool isVariational) : nn.Module(name)
{
    /// <summary>Whether the latent is a distribution (a VAE) or a point (an autoencoder).</summary>
    public bool IsVariational { get; } = isVariational;

    /// <summary>Posterior mean and log-variance, each [batch, latent]; the log-variance is null for a point.</summary>
    public abstract (Tensor Mean, Tensor? LogVariance) Encode(Tensor input);

    /// <summary>[batch, latent] → the input's shape.</summary>
    public abstract Tensor Decode(Tensor latent);
}
