using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Spectra;

/// <summary>Short-time power spectra of <see cref="LaneWidth.Count"/> frames at a time, one frame per lane.</summary>
/// <remarks>Source: librosa 0.11 <c>stft(center=True)</c>, squared magnitude.</remarks>
public static class Stft
{
    /// <summary>Power of the frames firstFrame … firstFrame + LaneWidth.Count − 1; those after the last one are of silence.</summary>
    /// <param name="plan">Tables.</param>
    /// <param name="signal">Samples as <see cref="Prepare"/> returned them.</param>
    /// <param name="firstFrame">First frame, from 0.</param>
    /// <param name="scratch">Working memory; its <see cref="StftScratch.Power"/> receives the result in full-scale² units.</param>
    public static void Power(StftPlan plan, ReadOnlySpan<float> signal, int firstFrame, StftScratch scratch)
    {
        Transform(plan, signal, firstFrame, scratch);
        RealFft.Power(plan.Half, plan.Twiddles, scratch.Packed, scratch.Power);
    }

    /// <summary>The signal as the frames see it: itself, or a copy with mirrored ends for <see cref="FramePadding.Reflect"/>.</summary>
    /// <exception cref="ArgumentException">The signal is too short to be mirrored.</exception>
    public static ReadOnlySpan<float> Prepare(StftPlan plan, ReadOnlySpan<float> signal, StftScratch scratch)
    {
        if (plan.Padding == FramePadding.Zero)
        {
            return signal;
        }

        var side = plan.FftLength / 2;
        if (signal.Length <= side)
        {
            throw new ArgumentException($"{signal.Length} samples cannot be mirrored; more than {side} are needed.", nameof(signal));
        }

        if (scratch.Mirrored.Length < signal.Length + (2 * side))
        {
            scratch.Mirrored = new float[signal.Length + (2 * side)];
        }

        var mirrored = scratch.Mirrored.AsSpan(0, signal.Length + (2 * side));
        signal.CopyTo(mirrored[side..]);
        for (var i = 1; i <= side; i++)
        {
            mirrored[side - i] = signal[i];
            mirrored[side + signal.Length - 1 + i] = signal[^(i + 1)];
        }

        return mirrored;
    }

    internal static void Transform(StftPlan plan, ReadOnlySpan<float> signal, int firstFrame, StftScratch scratch)
    {
        Span<int> starts = stackalloc int[LaneWidth.Count];
        var before = plan.Padding == FramePadding.Zero ? plan.FftLength / 2 : 0;
        for (var lane = 0; lane < starts.Length; lane++)
        {
            starts[lane] = (int)Math.Min(((long)(firstFrame + lane) * plan.HopLength) - before, int.MaxValue);
        }

        Fft.ForwardReal(plan.Half, signal, starts, plan.Window, scratch.Packed, scratch.Edge);
    }
}
