using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>A network, the tracks that it learns from, and the loss that it learns by.</summary>
internal abstract class Learner(nn.Module module, LearningPlan plan, Device device) : IDisposable
{
    public nn.Module Module { get; } = module;

    public LearningPlan Plan { get; } = plan;

    public abstract int TrackCount { get; }

    protected Device Device { get; } = device;

    /// <summary>Adds the gradient of a batch's loss to the weights' gradients.</summary>
    /// <param name="tracks">Rows of the batch.</param>
    /// <param name="random">Noise, augmentation, choice of crops.</param>
    /// <returns>The loss terms, means over the batch; its epoch is not set.</returns>
    public abstract EpochLoss Accumulate(ReadOnlySpan<int> tracks, RandomSource random);

    /// <summary>The representation of every track, without noise.</summary>
    public abstract LatentSpace Encode(CancellationToken cancellation);

    public virtual void Dispose() => Module.Dispose();

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
