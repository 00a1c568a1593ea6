using MusicCluster.Models.Losses;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>Statistics → 256 → 256 → latent, batch-normalized, with a projector latent → 256 → 256 and, for the VAE, its other half.</summary>
internal sealed class StatisticsNet : CropEncoder
{
    private const int Hidden = 256;
    private readonly Sequential body;
    private readonly Linear mean;
    private readonly Linear? log_variance;
    private readonly Sequential projector;
    private readonly Sequential? decoder;

    /// <param name="width">Statistics per crop.</param>
    /// <param name="latent">Width of the representation.</param>
    /// <param name="isVariational">Whether there are a log-variance head and a decoder latent → 256 → width.</param>
    public StatisticsNet(long width, long latent, bool isVariational) : base(nameof(StatisticsNet))
    {
        body = nn.Sequential(
            ("linear1", nn.Linear(width, Hidden, hasBias: false)), ("norm1", new BatchNorm(Hidden)), ("relu1", nn.ReLU()),
            ("linear2", nn.Linear(Hidden, Hidden, hasBias: false)), ("norm2", new BatchNorm(Hidden)), ("relu2", nn.ReLU()));
        mean = nn.Linear(Hidden, latent);
        log_variance = isVariational ? nn.Linear(Hidden, latent) : null;
        projector = Projector(latent);
        decoder = isVariational
            ? nn.Sequential(("hidden", nn.Linear(latent, Hidden)), ("relu", nn.ReLU()), ("output", nn.Linear(Hidden, width)))
            : null;
        RegisterComponents();
    }

    public override Tensor Encode(Tensor crops) => mean.call(body.call(crops));

    public override Tensor Project(Tensor latent) => projector.call(latent);

    /// <summary>Mean and log-variance of the posterior, each [batch, latent].</summary>
    public (Tensor Mean, Tensor LogVariance) EncodeDistribution(Tensor crops)
    {
        var hidden = body.call(crops);
        return (mean.call(hidden), VaeLoss.ClampLogVariance(log_variance!.call(hidden)));
    }

    public Tensor Decode(Tensor latent) => decoder!.call(latent);

    /// <summary>latent → 256 (batch norm, ReLU) → 256.</summary>
    internal static Sequential Projector(long latent) => nn.Sequential(
        ("linear1", nn.Linear(latent, Hidden)), ("norm", new BatchNorm(Hidden)), ("relu", nn.ReLU()), ("linear2", nn.Linear(Hidden, Hidden)));
}
