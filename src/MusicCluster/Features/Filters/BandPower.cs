using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Filters;

/// <summary>Power over time in the bands of a filter bank, in memory that one thread keeps.</summary>
/// <param name="bank">The bands.</param>
/// <param name="maximumFrameCount">Frames from this one on are left out.</param>
internal sealed class BandPower(FilterBank bank, int maximumFrameCount = int.MaxValue) : ISpectrumConsumer
{
    private readonly LaneBuffer buffer = new();

    /// <summary>Frames of the signal last seen, at most the maximum.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Power in full-scale² units, shape [bank.Count, FrameCount], row-major; may be converted to decibels in place.</summary>
    public Span<float> Values => buffer.Room(bank.Count * FrameCount);

    /// <summary>One band over time.</summary>
    public Span<float> Band(int band) => Values.Slice(band * FrameCount, FrameCount);

    /// <inheritdoc/>
    public void Begin(int frameCount) => FrameCount = Math.Min(frameCount, maximumFrameCount);

    /// <inheritdoc/>
    public void Take(SpectrumBlock block)
    {
        var count = Math.Min(block.FrameCount, FrameCount - block.FirstFrame);
        if (count > 0)
        {
            bank.Apply(block.Power, Values, FrameCount, block.FirstFrame, count);
        }
    }
}
