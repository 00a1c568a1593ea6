using MusicCluster.Models.Torch;
using static TorchSharp.torch;

namespace MusicCluster.Models.Losses;

/// <summary>The terms of a variational autoencoder's loss (Kingma and Welling 2014; β: Higgins et al. 2017).</summary>
internal static class VaeLoss
{
    /// <summary>exp(±10) is as wide or narrow as a posterior can sensibly be; beyond, gradients explode.</summary>
    public const double LogVarianceLimit = 10;

    private const double Unbounded = 1e30;

    public static Tensor ClampLogVariance(Tensor logVariance) => logVariance.ClampedTo(-LogVarianceLimit, LogVarianceLimit);

    /// <summary>KL(N(mean, variance) ‖ N(0, 1)) of every dimension, [batch, latent], in nats.</summary>
    public static Tensor DivergencePerDimension(Tensor mean, Tensor logVariance) =>
        (logVariance.exp().Plus(mean * mean) - logVariance).Plus(-1).Times(0.5);

    /// <summary>mean + deviation · noise: a sample through which gradients flow (Kingma and Welling 2014).</summary>
    public static Tensor Sample(Tensor mean, Tensor logVariance, Tensor noise) => mean.Plus(logVariance.Times(0.5).exp() * noise);

    /// <summary>Scalar terms of a VAE with a standard normal prior and observation variance 1, means over the batch.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="reconstruction">Same shape: the mean of a Gaussian of variance 1.</param>
    /// <param name="mean">Posterior mean, [batch, latent].</param>
    /// <param name="logVariance">Posterior log-variance, or null for an autoencoder, whose divergence is 0.</param>
    /// <param name="beta">Weight of the divergence.</param>
    /// <param name="kind">Sums (the evidence lower bound without its constant) or means (the study's).</param>
    /// <param name="freeBits">Nats of each dimension that cost nothing.</param>
    public static LossTerms Compute(
        Tensor input, Tensor reconstruction, Tensor mean, Tensor? logVariance, double beta, LossKind kind, double freeBits = 0)
    {
        var error = Reconstruction(input, reconstruction, kind);
        return logVariance is null
            ? new LossTerms(error, zeros_like(error), error)
            : Total(error, DivergencePerDimension(mean, logVariance), null, beta, kind, freeBits);
    }

    /// <summary>Adds the divergence to a reconstruction term.</summary>
    /// <param name="error">From <see cref="Reconstruction"/>.</param>
    /// <param name="perDimension">Divergence of each dimension, [batch, latent].</param>
    /// <param name="perTrack">Divergence beyond dimensions, [batch], or null.</param>
    /// <param name="beta">Weight of the divergence.</param>
    /// <param name="kind">Sums or means.</param>
    /// <param name="freeBits">Nats of each dimension, averaged over the batch, below which less divergence is no gain.</param>
    public static LossTerms Total(Tensor error, Tensor perDimension, Tensor? perTrack, double beta, LossKind kind, double freeBits)
    {
        if (kind == LossKind.Mean)
        {
            var averaged = perDimension.mean();
            return new LossTerms(error, averaged, error.Plus(averaged.Times(beta)));
        }

        var divergence = perTrack is null ? perDimension.sum(dim: 1).mean() : perDimension.sum(dim: 1).Plus(perTrack).mean();
        var paid = freeBits > 0 ? perDimension.mean([0L]).ClampedTo(freeBits, Unbounded).sum(dim: 0) : divergence;
        return new LossTerms(error, divergence, error.Plus(paid.Times(beta)));
    }

    /// <summary>Half the squared error over the variance plus half its logarithm, summed over the values; or the mean squared error.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="reconstruction">Same shape.</param>
    /// <param name="kind">Sums or means.</param>
    /// <param name="variance">Variance of the Gaussian around the reconstruction, where it is fixed.</param>
    /// <param name="learnedLogVariance">Its logarithm, [1], where it is learned.</param>
    /// <remarks>The constant ½ log 2π of each value is left out.</remarks>
    public static Tensor Reconstruction(
        Tensor input, Tensor reconstruction, LossKind kind, double variance = 1, Tensor? learnedLogVariance = null)
    {
        var difference = input - reconstruction;
        var squares = difference * difference;
        if (kind == LossKind.Mean)
        {
            return squares.mean();
        }

        var error = squares.flatten(1).sum(dim: 1).mean().Times(0.5);
        var valueCount = input.numel() / input.shape[0];
        if (learnedLogVariance is not null)
        {
            var logarithm = ClampLogVariance(learnedLogVariance).sum(dim: 0);
            return (error * logarithm.Times(-1).exp()).Plus(logarithm.Times(0.5 * valueCount));
        }

        return variance == 1 ? error : error.DividedBy(variance).Plus(0.5 * valueCount * Math.Log(variance));
    }
}

/// <summary>Scalars of one batch.</summary>
internal readonly record struct LossTerms(Tensor Reconstruction, Tensor Divergence, Tensor Total);
