using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Spectra;

/// <summary>
/// Transforms a signal once and shows the spectra to everything that is computed from them:
/// <c>samples → blocks of power → consumers</c>.
/// </summary>
/// <param name="plan">Frames and window; spectra of another length are another pass.</param>
/// <param name="scratch">Working memory of this thread.</param>
/// <param name="consumers">What reads the spectra.</param>
internal sealed class SpectrumPass(StftPlan plan, StftScratch scratch, params ISpectrumConsumer[] consumers)
{
    /// <summary>Transforms the frames of a signal, <see cref="LaneWidth.Count"/> at a time.</summary>
    /// <param name="signal">Mono samples.</param>
    /// <param name="firstFrame">Frames before this one are left out.</param>
    /// <param name="endFrame">Frames from this one on are left out.</param>
    /// <exception cref="ArgumentException">The signal is too short for <see cref="FramePadding.Reflect"/>.</exception>
    public void Run(ReadOnlySpan<float> signal, int firstFrame = 0, int endFrame = int.MaxValue)
    {
        var frameCount = plan.FrameCount(signal.Length);
        var samples = Stft.Prepare(plan, signal, scratch);
        foreach (var consumer in consumers)
        {
            consumer.Begin(frameCount);
        }

        var end = Math.Min(frameCount, endFrame);
        for (var frame = firstFrame; frame < end; frame += LaneWidth.Count)
        {
            Stft.Power(plan, samples, frame, scratch);
            var block = new SpectrumBlock(scratch.Power, frame, Math.Min(LaneWidth.Count, end - frame));
            foreach (var consumer in consumers)
            {
                consumer.Take(block);
            }
        }
    }
}

/// <summary>Computes something from the spectra of a signal, block by block.</summary>
internal interface ISpectrumConsumer
{
    /// <summary>Called before the first block of a signal.</summary>
    void Begin(int frameCount);

    /// <summary>Called for each block, in order of time; the next block overwrites this one's power.</summary>
    void Take(SpectrumBlock block);
}

/// <summary>The power spectra of consecutive frames, one frame per lane.</summary>
internal readonly ref struct SpectrumBlock(ReadOnlySpan<float> power, int firstFrame, int frameCount)
{
    /// <summary>Power in full-scale² units, shape [bins, LaneWidth.Count].</summary>
    public ReadOnlySpan<float> Power { get; } = power;

    /// <summary>Frame of the signal that the first lane holds.</summary>
    public int FirstFrame { get; } = firstFrame;

    /// <summary>Lanes that hold a frame of the signal, 1 … LaneWidth.Count; the others are undefined.</summary>
    public int FrameCount { get; } = frameCount;
}
