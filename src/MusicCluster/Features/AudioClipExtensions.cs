using System.Numerics.Tensors;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Numerics;

namespace MusicCluster.Features;

/// <summary>Features of one clip, without plans, banks and working memory: for a look, not for a collection.</summary>
public static class AudioClipExtensions
{
    /// <summary>The mel-frequency cepstral coefficients over time: <c>samples -> resampled -> mel power -> dB -> DCT</c>.</summary>
    /// <remarks>
    /// As librosa 0.11's <c>feature.mfcc</c>, of the first <see cref="FeatureOptions.Duration"/> seconds; the kernels are those of the
    /// features stage.
    /// </remarks>
    /// <param name="clip">The sound.</param>
    /// <param name="options">Frames, bands and coefficients; null for the defaults.</param>
    /// <returns>Shape [<see cref="FeatureOptions.MfccCount"/>, frames], in dB; frame f is centered on sample f · hopLength.</returns>
    /// <exception cref="UserException">An option breaks its rule.</exception>
    /// <exception cref="ArgumentException">The clip is empty, too short to be mirrored at its ends, or holds a value that is not finite.</exception>
    public static Matrix Mfcc(this AudioClip clip, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        options ??= new FeatureOptions();
        if (options.Errors().ToList() is { Count: > 0 } errors)
        {
            throw new UserException(string.Join(" ", errors));
        }

        ArgumentOutOfRangeException.ThrowIfZero(clip.Samples.Length, nameof(clip));
        var resampled = Resampler.Resample(clip.Samples.Span, clip.SampleRate, options.SampleRate);
        var signal = resampled.AsSpan(0, Math.Min(resampled.Length, options.SampleCount));
        var plan = new StftPlan(options.FftLength, options.HopLength, options.FramePadding);
        var bank = new MelBank(options.SampleRate, options.FftLength, options.MfccMelCount, options.MelScale, options.MelNormalization);
        var levels = new float[bank.Count * plan.FrameCount(signal.Length)];
        MelSpectrogram.Compute(plan, bank, signal, new StftScratch(plan), levels);
        if (!float.IsFinite(TensorPrimitives.Sum<float>(levels)))
        {
            throw new ArgumentException("The clip holds values that are not finite, or beyond what 32-bit power holds.", nameof(clip));
        }

        Decibels.FromPower(levels);
        var coefficients = new float[options.MfccCount * plan.FrameCount(signal.Length)];
        Spectra.Mfcc.Compute(Spectra.Mfcc.CreateDct(options.MfccCount, options.MfccMelCount), levels, options.MfccMelCount, coefficients);
        return new Matrix(options.MfccCount, coefficients.Length / options.MfccCount, Array.ConvertAll(coefficients, value => (double)value));
    }
}
