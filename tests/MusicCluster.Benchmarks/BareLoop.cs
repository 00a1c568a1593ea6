using MusicCluster.Models.Data;
using MusicCluster.Models.Networks;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Benchmarks;

/// <summary>The loop that anybody would write with TorchSharp: tensors in memory, torch's modules, Adam and random numbers.</summary>
internal sealed class BareLoop : IDisposable
{
    public const int BatchSize = 32;
    public const double Rate = 1e-3;
    private const int Bands = 64;
    private const int Frames = 216;
    private const int Latent = 16;
    private static readonly long[] Channels = [16, 32, 64, 128];
    private readonly Tensor data;
    private readonly Sequential encoder;
    private readonly Linear mean;
    private readonly Linear logVariance;
    private readonly Linear expand;
    private readonly Sequential decoder;
    private readonly optim.Optimizer optimizer;

    public BareLoop(RowSource rows)
    {
        data = rows.Batch([.. Enumerable.Range(0, rows.RowCount)], CPU).unsqueeze(1);
        encoder = nn.Sequential([.. Channels.SelectMany((channels, i) => new (string, nn.Module<Tensor, Tensor>)[]
        {
            ($"conv{i}", nn.Conv2d(i == 0 ? 1 : Channels[i - 1], channels, 3, stride: 2, padding: 1)), ($"relu{i}", nn.ReLU()),
        })]);
        (mean, logVariance, expand) = (nn.Linear(128 * 4 * 14, Latent), nn.Linear(128 * 4 * 14, Latent), nn.Linear(Latent, 128 * 4 * 14));
        // Heights 4 8 16 32 64 double; widths are 14 27 54 108 216.
        decoder = nn.Sequential(
            ("conv3", new TransposedConvolution(128, 64, 3, (4, 14), (8, 27))), ("relu3", nn.ReLU()),
            ("conv2", nn.ConvTranspose2d(64, 32, 3, stride: 2, padding: 1, output_padding: 1)), ("relu2", nn.ReLU()),
            ("conv1", nn.ConvTranspose2d(32, 16, 3, stride: 2, padding: 1, output_padding: 1)), ("relu1", nn.ReLU()),
            ("conv0", nn.ConvTranspose2d(16, 1, 3, stride: 2, padding: 1, output_padding: 1)));
        WeightInitializer.Initialize(decoder, new RandomSource(1));
        optimizer =
            optim.Adam([.. encoder.parameters(), .. mean.parameters(), .. logVariance.parameters(), .. expand.parameters(), .. decoder.parameters()], Rate);
    }

    /// <summary>The same network as ours.</summary>
    public static ConvAutoencoder Network() => new(Bands, Frames, Channels, kernel: 3, Latent, isVariational: true);

    public static void WriteSpectrograms(string path, int count)
    {
        var random = new RandomSource(7);
        using var writer = new NpyWriter(path, Bands, Frames);
        for (var i = 0; i < count; i++)
        {
            writer.WriteRow(i, [.. Enumerable.Range(0, Bands * Frames).Select(_ => (float)random.NextGaussian())]);
        }

        writer.Complete(count);
    }

    /// <summary>One epoch.</summary>
    public void Train()
    {
        using var order = randperm(data.shape[0]);
        for (var start = 0L; start < data.shape[0]; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var input = data.index_select(0, order.narrow(0, start, BatchSize));
            optimizer.zero_grad();
            var flat = encoder.call(input).flatten(1);
            var (center, spread) = (mean.call(flat), logVariance.call(flat).clamp(-10, 10));
            var latent = center + ((0.5 * spread).exp() * randn_like(center));
            var rebuilt = decoder.call(nn.functional.relu(expand.call(latent)).view(-1, 128, 4, 14));
            var difference = input - rebuilt;
            var error = 0.5 * (difference * difference).sum() / BatchSize;
            var divergence = 0.5 * (spread.exp() + (center * center) - 1 - spread).sum() / BatchSize;
            (error + divergence).backward();
            optimizer.step();
        }
    }

    /// <summary>All tracks once, without gradients.</summary>
    public void Encode()
    {
        using var noGradient = no_grad();
        for (var start = 0L; start < data.shape[0]; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var code = mean.call(encoder.call(data.narrow(0, start, BatchSize)).flatten(1));
            GC.KeepAlive(code.data<float>().ToArray());
        }
    }

    public void Dispose()
    {
        optimizer.Dispose();
        encoder.Dispose();
        decoder.Dispose();
    }
}
