using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>The terms of a variational autoencoder's loss (Kingma and Welling 2014; β: Higgins et al. 2017).</summary>
internal static class VaeLoss
{
    /// <summary>exp(±10) is as wide or narrow as a posterior can sensibly be; beyond, gradients explode.</summary>
    public const double LogVarianceLimit = 10;

    public static Tensor ClampLogVariance(Tensor logVariance) => logVariance.ClampedTo(-LogVarianceLimit, LogVarianceLimit);

    /// <summary>KL(N(mean, variance) ‖ N(0, 1)) of every dimension, [batch, latent], in nats.</summary>
    public static Tensor DivergencePerDimension(Tensor mean, Tensor logVariance) =>
        (logVariance.exp().Plus(mean * mean) - logVariance).Plus(-1).Times(0.5);

    /// <summary>mean + deviation · noise: a sample through which gradients flow (Kingma and Welling 2014).</summary>
    public static Tensor Sample(Tensor mean, Tensor logVariance, Tensor noise) => mean.Plus(logVariance.Times(0.5).exp() * noise);

    /// <summary>Scalar terms, means over the batch.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="reconstruction">Same shape: the mean of a Gaussian of variance 1.</param>
    /// <param name="mean">Posterior mean, [batch, latent].</param>
    /// <param name="logVariance">Posterior log-variance, or null for an autoencoder, whose divergence is 0.</param>
    /// <param name="beta">Weight of the divergence.</param>
    /// <param name="kind">Sums (the evidence lower bound without its constant) or means (the seed's).</param>
    public static LossTerms Compute(
        Tensor input, Tensor reconstruction, Tensor mean, Tensor? logVariance, double beta, LossKind kind)
    {
        var difference = input - reconstruction;
        var squares = difference * difference;
        var divergence = logVariance is null ? null : DivergencePerDimension(mean, logVariance);
        var error = kind == LossKind.Elbo ? squares.flatten(1).sum(dim: 1).mean().Times(0.5) : squares.mean();
        var kl = divergence is null ? zeros_like(error) : kind == LossKind.Elbo ? divergence.sum(dim: 1).mean() : divergence.mean();
        return new LossTerms(error, kl, error.Plus(kl.Times(beta)));
    }
}

/// <summary>Scalars of one batch.</summary>
internal readonly record struct LossTerms(Tensor Reconstruction, Tensor Divergence, Tensor Total);
