using MusicCluster.Models.Losses;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>width → hidden → latent → hidden → width, ReLU between; the study's Dense VAE is 40 → 128 → 8 → 128 → 40.</summary>
internal sealed class DenseAutoencoder : LatentModel
{
    private readonly Linear encoder;
    private readonly Linear mean;
    private readonly Linear log_variance;
    private readonly Sequential decoder;

    public DenseAutoencoder(long width, long hidden, long latent) : base(nameof(DenseAutoencoder), isVariational: true)
    {
        encoder = nn.Linear(width, hidden);
        mean = nn.Linear(hidden, latent);
        log_variance = nn.Linear(hidden, latent);
        decoder = nn.Sequential(("hidden", nn.Linear(latent, hidden)), ("relu", nn.ReLU()), ("output", nn.Linear(hidden, width)));
        RegisterComponents();
    }

    public override (Tensor Mean, Tensor? LogVariance) Encode(Tensor input, Tensor? condition = null)
    {
        var hidden = nn.functional.relu(encoder.call(input));
        return (mean.call(hidden), VaeLoss.ClampLogVariance(log_variance.call(hidden)));
    }

    public override Tensor Decode(Tensor latent, Tensor? condition = null) => decoder.call(latent);
}
