using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>Power in mel bands over time.</summary>
public static class MelSpectrogram
{
    /// <summary>Computes the bands of a whole signal.</summary>
    /// <param name="plan">Frames and window.</param>
    /// <param name="bank">Bands.</param>
    /// <param name="signal">Mono samples at the bank's rate.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    /// <param name="mel">Power in full-scale² units, shape [bank.Count, plan.FrameCount(signal.Length)], row-major.</param>
    /// <exception cref="ArgumentException"><paramref name="mel"/> does not have that shape.</exception>
    public static void Compute(StftPlan plan, MelBank bank, ReadOnlySpan<float> signal, StftScratch scratch, Span<float> mel)
    {
        var frameCount = plan.FrameCount(signal.Length);
        ThrowIfShapeDiffers(bank, frameCount, mel.Length);
        var prepared = Stft.Prepare(plan, signal, scratch);
        for (var frame = 0; frame < frameCount; frame += LaneWidth.Count)
        {
            Stft.Power(plan, prepared, frame, scratch);
            bank.Apply(scratch.Power, mel, frameCount, frame, Math.Min(LaneWidth.Count, frameCount - frame));
        }
    }

    /// <summary>Computes two sets of bands from the same spectra: cheaper than twice one.</summary>
    public static void Compute(
        StftPlan plan, MelBank first, MelBank second, ReadOnlySpan<float> signal, StftScratch scratch, Span<float> firstMel, Span<float> secondMel)
    {
        var frameCount = plan.FrameCount(signal.Length);
        ThrowIfShapeDiffers(first, frameCount, firstMel.Length);
        ThrowIfShapeDiffers(second, frameCount, secondMel.Length);
        var prepared = Stft.Prepare(plan, signal, scratch);
        for (var frame = 0; frame < frameCount; frame += LaneWidth.Count)
        {
            var frames = Math.Min(LaneWidth.Count, frameCount - frame);
            Stft.Power(plan, prepared, frame, scratch);
            first.Apply(scratch.Power, firstMel, frameCount, frame, frames);
            second.Apply(scratch.Power, secondMel, frameCount, frame, frames);
        }
    }

    private static void ThrowIfShapeDiffers(MelBank bank, int frameCount, int length)
    {
        if (length != bank.Count * frameCount)
        {
            throw new ArgumentException($"{length} values; {bank.Count} bands × {frameCount} frames are needed.");
        }
    }
}
