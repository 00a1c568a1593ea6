using MusicCluster.Features.Filters;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Spectra;

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
        if (mel.Length != bank.Count * frameCount)
        {
            throw new ArgumentException($"{mel.Length} values; {bank.Count} bands × {frameCount} frames are needed.");
        }

        var prepared = Stft.Prepare(plan, signal, scratch);
        for (var frame = 0; frame < frameCount; frame += LaneWidth.Count)
        {
            Stft.Power(plan, prepared, frame, scratch);
            bank.Apply(scratch.Power, mel, frameCount, frame, Math.Min(LaneWidth.Count, frameCount - frame));
        }
    }
}
