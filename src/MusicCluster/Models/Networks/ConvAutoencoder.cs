using MusicCluster.Models.Losses;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>
/// Convolutions of stride 2 and padding 1 down, a linear bottleneck, transposed convolutions up to the exact input size.
/// </summary>
/// <remarks>
/// The study's Conv VAE has channels 32, 64 and kernel 3; its β-Conv VAE and Conv AE 32, 64, 128 and kernel 4. Without the
/// log-variance head it is the deterministic autoencoder; with a condition, heads and decoder see it beside what they have (Sohn et al. 2015).
/// </remarks>
internal sealed class ConvAutoencoder : LatentModel
{
    private readonly Sequential encoder;
    private readonly Linear mean;
    private readonly Linear? log_variance;
    private readonly Linear expand;
    private readonly Sequential decoder;
    private readonly long[] bottleneck;

    /// <param name="height">Mel bands.</param>
    /// <param name="width">Frames.</param>
    /// <param name="channels">Channels after each convolution.</param>
    /// <param name="kernel">Length of each kernel's sides.</param>
    /// <param name="latent">Width of the representation.</param>
    /// <param name="isVariational">Whether there is a log-variance head.</param>
    /// <param name="conditionWidth">Length of the condition; 0 for none.</param>
    public ConvAutoencoder(
        long height, long width, IReadOnlyList<long> channels, long kernel, long latent, bool isVariational, long conditionWidth = 0)
        : base(nameof(ConvAutoencoder), isVariational)
    {
        var sizes = new List<(long Height, long Width)> { (height, width) };
        foreach (var _ in channels)
        {
            sizes.Add((Halve(sizes[^1].Height, kernel), Halve(sizes[^1].Width, kernel)));
        }

        bottleneck = [channels[^1], sizes[^1].Height, sizes[^1].Width];
        var flat = bottleneck[0] * bottleneck[1] * bottleneck[2];
        encoder = EncoderOf(channels, kernel);
        mean = nn.Linear(flat + conditionWidth, latent);
        log_variance = isVariational ? nn.Linear(flat + conditionWidth, latent) : null;
        expand = nn.Linear(latent + conditionWidth, flat);
        decoder = DecoderOf(channels, kernel, sizes);
        RegisterComponents();
    }

    public override (Tensor Mean, Tensor? LogVariance) Encode(Tensor input, Tensor? condition = null)
    {
        var flat = Beside(encoder.call(input.unsqueeze(1)).flatten(1), condition);
        return (mean.call(flat), log_variance is null ? null : VaeLoss.ClampLogVariance(log_variance.call(flat)));
    }

    public override Tensor Decode(Tensor latent, Tensor? condition = null)
    {
        var expanded = nn.functional.relu(expand.call(Beside(latent, condition))).view([latent.shape[0], .. bottleneck]);
        return decoder.call(expanded).squeeze(1);
    }

    private static Tensor Beside(Tensor values, Tensor? condition) => condition is null ? values : cat([values, condition], 1);

    private static Sequential EncoderOf(IReadOnlyList<long> channels, long kernel)
    {
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>();
        for (var i = 0; i < channels.Count; i++)
        {
            layers.Add(($"conv{i + 1}", nn.Conv2d(i == 0 ? 1 : channels[i - 1], channels[i], kernel, stride: 2, padding: 1)));
            layers.Add(($"relu{i + 1}", nn.ReLU()));
        }

        return nn.Sequential(layers);
    }

    private static Sequential DecoderOf(IReadOnlyList<long> channels, long kernel, List<(long Height, long Width)> sizes)
    {
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>();
        for (var i = channels.Count - 1; i >= 0; i--)
        {
            var layer = new TransposedConvolution(channels[i], i == 0 ? 1 : channels[i - 1], kernel, sizes[i + 1], sizes[i]);
            layers.Add(($"conv{i + 1}", layer));
            if (i > 0)
            {
                layers.Add(($"relu{i + 1}", nn.ReLU()));
            }
        }

        return nn.Sequential(layers);
    }

    private static long Halve(long length, long kernel) => ((length + 2 - kernel) / 2) + 1;
}
