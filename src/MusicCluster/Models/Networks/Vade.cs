using MusicCluster.Clusters.Partitioning;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>Variational deep embedding (Jiang et al. 2017): the Dense VAE with a mixture of Gaussians for a prior.</summary>
internal sealed class Vade : LatentModel
{
    private readonly DenseAutoencoder network;
    private readonly Parameter mixture_logits;
    private readonly Parameter mixture_means;
    private readonly Parameter mixture_log_variances;

    /// <param name="width">Length of a row.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="latent">Width of the representation.</param>
    /// <param name="componentCount">Gaussians of the prior.</param>
    public Vade(long width, long hidden, long latent, long componentCount) : base(nameof(Vade), isVariational: true)
    {
        network = new DenseAutoencoder(width, hidden, latent);
        mixture_logits = new Parameter(zeros(componentCount));
        mixture_means = new Parameter(zeros(componentCount, latent));
        mixture_log_variances = new Parameter(zeros(componentCount, latent));
        RegisterComponents();
    }

    public int ComponentCount => checked((int)mixture_logits.shape[0]);

    public override (Tensor Mean, Tensor? LogVariance) Encode(Tensor input, Tensor? condition = null) => network.Encode(input);

    public override Tensor Decode(Tensor latent, Tensor? condition = null) => network.Decode(latent);

    /// <summary>Starts the prior from a mixture fitted to the latent space of the pretrained autoencoder.</summary>
    /// <remarks>
    /// Where the mixture has fewer components than the prior, because few tracks differ, components are repeated and share
    /// their weight: the density is the same.
    /// </remarks>
    public void Start(GaussianMixtureResult mixture)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var chosen = Enumerable.Range(0, ComponentCount).Select(i => i % mixture.Weights.Length).ToList();
        Copy(chosen.Select(i => Math.Log(mixture.Weights[i] / chosen.Count(other => other == i))), mixture_logits);
        Copy(chosen.SelectMany(i => mixture.Means.Row(i).ToArray()), mixture_means);
        Copy(chosen.SelectMany(i => mixture.Variances.Row(i).ToArray()).Select(value => Math.Log(value)), mixture_log_variances);
    }

    /// <summary>
    /// Σ over components of γ · KL(posterior ‖ component) of each dimension, and KL(γ ‖ weights), where γ are the
    /// components' shares in the draw.
    /// </summary>
    public override (Tensor PerDimension, Tensor? PerTrack) Divergence(Tensor mean, Tensor logVariance, Tensor sample)
    {
        var variances = VaeLoss.ClampLogVariance(mixture_log_variances);
        var logWeights = nn.functional.log_softmax(mixture_logits, 0);
        var distance = sample.unsqueeze(1) - mixture_means;
        var logDensity = (distance * distance / variances.exp()).Plus(variances).sum(dim: 2).Times(-0.5);
        var logShares = nn.functional.log_softmax(logDensity.Plus(logWeights), 1);
        var shares = logShares.exp();
        var offset = mean.unsqueeze(1) - mixture_means;
        var ratio = logVariance.exp().unsqueeze(1).Plus(offset * offset) / variances.exp();
        var perComponent = (ratio.Plus(variances) - logVariance.unsqueeze(1)).Plus(-1).Times(0.5);
        return ((perComponent * shares.unsqueeze(2)).sum(dim: 1), (shares * (logShares - logWeights)).sum(dim: 1));
    }

    private static void Copy(IEnumerable<double> values, Parameter target)
    {
        using var source = Tensors.Of([.. values.Select(value => (float)value)], target.shape, target.device);
        target.copy_(source);
    }
}
