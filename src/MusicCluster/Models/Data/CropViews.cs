using MusicCluster.Numerics.Random;

namespace MusicCluster.Models.Data;

/// <summary>How a crop becomes a network's input, plain or changed at random.</summary>
internal abstract class CropViews(CropSource source) : IDisposable
{
    protected CropSource Source { get; } = source;

    public int TrackCount => Source.TrackCount;

    /// <summary>Length of each axis of a view.</summary>
    public virtual long[] CropShape => Source.CropShape;

    /// <summary>Values per view.</summary>
    public virtual int CropLength => Source.CropLength;

    public ReadOnlySpan<int> CropsOf(int track) => Source.CropsOf(track);

    public (int First, int Second) Pair(int track, RandomSource random) => Source.Pair(track, random);

    /// <summary>The crop as it is, standardized.</summary>
    public abstract void Plain(int track, int crop, Span<float> target);

    /// <summary>A randomly changed view of the crop, standardized.</summary>
    public abstract void Augmented(int track, int crop, Span<float> target, RandomSource random);

    public void Dispose() => Source.Dispose();
}
