using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>A network, the tracks that it learns from, and the loss that it learns by.</summary>
internal abstract class Learner(nn.Module module, LearningPlan plan, Device device) : IDisposable
{
    private readonly UnitTracker units = new();

    public nn.Module Module { get; } = module;

    public LearningPlan Plan { get; } = plan;

    /// <summary>What an epoch goes through: tracks, or their crops.</summary>
    public abstract int SampleCount { get; }

    /// <summary>Share of the Kullback-Leibler term's weight that holds now: 1 except while it rises.</summary>
    public double DivergenceShare { get; set; } = 1;

    protected Device Device { get; } = device;

    /// <summary>Called before each epoch, including the first after a restart: what it does depends only on weights, epoch and stream.</summary>
    /// <param name="epoch">From 1 on.</param>
    /// <param name="random">The training's stream.</param>
    public virtual void BeginEpoch(int epoch, RandomSource random)
    {
    }

    /// <summary>Adds the gradient of a batch's loss to the weights' gradients.</summary>
    /// <param name="samples">Rows of the batch.</param>
    /// <param name="random">Noise, augmentation, choice of crops.</param>
    /// <returns>The loss terms, means over the batch; its epoch is not set.</returns>
    public abstract EpochLoss Accumulate(ReadOnlySpan<int> samples, RandomSource random);

    /// <summary>The representation of every track, without noise.</summary>
    public abstract LatentSpace Encode(CancellationToken cancellation);

    /// <summary>Active units among the latent vectors of the epoch's training steps.</summary>
    public int TakeActiveCount() => units.Take();

    public virtual void Dispose() => Module.Dispose();

    /// <summary>Looks at the latent vectors of a training step, [batch, latent].</summary>
    protected void Watch(Tensor latents) => units.Add(Checkpoint.Singles(latents), checked((int)latents.shape[1]));

    /// <summary>Standard normal numbers from our own stream.</summary>
    protected Tensor Noise(RandomSource random, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return Tensors.Of(values, shape, Device);
    }
}
