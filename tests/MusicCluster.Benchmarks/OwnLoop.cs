using MusicCluster.Models;
using MusicCluster.Models.Data;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Benchmarks;

/// <summary>Our own learner on the bare loop's network, fed from the memory-mapped file.</summary>
internal sealed class OwnLoop : IDisposable
{
    private readonly RowSource rows;
    private readonly ConvAutoencoder network = BareLoop.Network();
    private readonly AutoencoderLearner learner;
    private readonly Adam adam;
    private readonly RandomSource random = new(2);

    public OwnLoop(string path)
    {
        rows = RowSource.Open(path, isSpectrogram: true);
        WeightInitializer.Initialize(network, new RandomSource(1));
        learner = new AutoencoderLearner(network, rows, new ModelOptions("beta-conv-vae-1"), CPU);
        adam = new Adam(network);
    }

    /// <summary>What <see cref="Trainer"/> does in an epoch.</summary>
    public void Train()
    {
        network.train();
        var order = random.Permutation(rows.RowCount);
        for (var start = 0; start < order.Length; start += BareLoop.BatchSize)
        {
            network.zero_grad();
            learner.Accumulate(order.AsSpan(start, BareLoop.BatchSize), random);
            adam.Step(BareLoop.Rate, 0);
        }
    }

    /// <summary>All tracks once, without gradients.</summary>
    public void Encode()
    {
        using var noGradient = no_grad();
        network.eval();
        LatentSpace.Encode(network, rows, CPU, CancellationToken.None);
    }

    public void Dispose()
    {
        adam.Dispose();
        learner.Dispose();
    }
}
