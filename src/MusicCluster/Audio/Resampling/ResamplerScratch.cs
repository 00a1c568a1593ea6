using MusicCluster.Numerics.Simd;

namespace MusicCluster.Audio.Resampling;

/// <summary>The working memory of one thread for any <see cref="Resampler"/>; grows to the largest use and is kept.</summary>
public sealed class ResamplerScratch
{
    private readonly LaneBuffer packed = new();
    private readonly LaneBuffer folded = new();
    private readonly LaneBuffer edge = new();
    private readonly LaneBuffer[] between = [new(), new()];

    internal Span<float> Packed(int length) => packed.Room(length);

    internal Span<float> Folded(int length) => folded.Room(length);

    internal Span<float> Edge(int length) => edge.Room(length);

    /// <summary>The signal between two stages; two buffers alternate.</summary>
    internal Span<float> Between(int stage, int length) => between[stage % 2].Room(length);
}
