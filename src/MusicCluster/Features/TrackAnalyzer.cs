using System.Numerics.Tensors;
using MusicCluster.Audio;
using MusicCluster.Corpus;

namespace MusicCluster.Features;

/// <summary>
/// Computes the rows of one track at a time, in memory that one thread keeps:
/// <c>file -> samples -> resampled -> mel power -> dB -> rows</c>.
/// </summary>
internal sealed class TrackAnalyzer(FeatureKernels kernels)
{
    private readonly FeatureOptions options = kernels.Options;
    private readonly AudioDecodeOptions decoding = new(
        kernels.Options.Duration, kernels.Options.MinimumDuration, kernels.Options.TimeLimitSeconds);

    private readonly SampleBuffer decoded = new();
    private readonly ResamplerScratch resampling = new();
    private readonly StftScratch spectra = new(kernels.Plan);
    private readonly float[] picture = new float[kernels.Options.LogMelSampleCount];
    private readonly float[] pictureMel =
        new float[kernels.PictureBank.Count * kernels.Plan.FrameCount(kernels.Options.LogMelSampleCount)];

    private readonly DetailAnalyzer? details =
        kernels.Options.Extended || kernels.Options.Crops > 0 ? new DetailAnalyzer(kernels) : null;

    private float[] samples = [];
    private float[] mel = [];
    private float[] coefficients = [];

    /// <summary>Fills the rows, or says in them why there are none.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Analyze(Track track, FeatureRows rows, CancellationToken cancellation)
    {
        (rows.Kept, rows.Failure) = (null, null);
        try
        {
            var (rate, duration) = AudioDecoder.Decode(track.AudioPath, decoding, decoded, cancellation);
            var signal = Resample(rate);
            ThrowIfTooShortToMirror(signal.Length, track);
            ComputeMfcc(signal, rows.Mfcc, track);
            ComputePicture(signal, rows.LogMel, track);
            details?.Compute(signal, mel.AsSpan(0, kernels.MfccBank.Count * kernels.Plan.FrameCount(signal.Length)), spectra, rows);
            rows.Kept = new KeptTrack(track, duration);
        }
        catch (AudioException error)
        {
            rows.Failure = new TrackFailure(track.Id, "features", error.Message + FmaKnownFaults.Remark(track.Id));
        }
    }

    private ReadOnlySpan<float> Resample(int rate)
    {
        var resampler = Resampler.For(rate, options.SampleRate);
        var length = resampler.OutputLength(decoded.Count);
        if (samples.Length < length)
        {
            samples = new float[length];
        }

        resampler.Resample(decoded.Samples, samples.AsSpan(0, length), resampling);
        return samples.AsSpan(0, Math.Min(length, options.SampleCount));
    }

    private void ComputeMfcc(ReadOnlySpan<float> signal, Span<float> row, Track track)
    {
        var frameCount = kernels.Plan.FrameCount(signal.Length);
        var levels = Room(ref mel, kernels.MfccBank.Count * frameCount);
        MelSpectrogram.Compute(kernels.Plan, kernels.MfccBank, signal, spectra, levels);
        ThrowIfUnusable(levels, track, "the audio is silent");
        Decibels.FromPower(levels);
        if (options.Statistics == FeatureStatistics.Mean)
        {
            Mfcc.Mean(kernels.Dct, levels, options.MfccMelCount, row);
            return;
        }

        var series = Room(ref coefficients, options.MfccCount * frameCount);
        Mfcc.Compute(kernels.Dct, levels, options.MfccMelCount, series);
        for (var k = 0; k < options.MfccCount; k++)
        {
            (row[k], row[options.MfccCount + k]) = Moments.Of(series.Slice(k * frameCount, frameCount));
        }
    }

    private void ComputePicture(ReadOnlySpan<float> signal, Span<float> row, Track track)
    {
        var length = Math.Min(signal.Length, picture.Length);
        signal[..length].CopyTo(picture);
        picture.AsSpan(length).Clear();
        MelSpectrogram.Compute(kernels.Plan, kernels.PictureBank, picture, spectra, pictureMel);
        ThrowIfUnusable(pictureMel, track, $"the first {options.LogMelSeconds} s are silent");
        Decibels.FromPowerRelativeToMax(pictureMel);
        var frameCount = pictureMel.Length / options.MelCount;
        for (var band = 0; band < options.MelCount; band++)
        {
            pictureMel.AsSpan(band * frameCount, options.LogMelFrames).CopyTo(row[(band * options.LogMelFrames)..]);
        }
    }

    private void ThrowIfTooShortToMirror(int length, Track track)
    {
        if (options.FramePadding == FramePadding.Reflect && length <= options.FftLength / 2)
        {
            throw new AudioException(
                track.AudioPath, Size(track), $"holds {length} samples; features.framePadding=reflect needs more than {options.FftLength / 2}.");
        }
    }

    // Silence has no level to refer to: 0 dB everywhere would make it the loudest clip of all.
    private static void ThrowIfUnusable(ReadOnlySpan<float> power, Track track, string silence)
    {
        var loudest = TensorPrimitives.Max(power);
        if (!float.IsFinite(loudest))
        {
            throw new AudioException(track.AudioPath, Size(track), "its levels are beyond what 32-bit numbers hold.");
        }

        if (loudest <= Decibels.MinimumPower)
        {
            throw new AudioException(track.AudioPath, Size(track), $"{silence} (no power above {Decibels.MinimumPower}).");
        }
    }

    private static long Size(Track track) => new FileInfo(track.AudioPath).Length;

    private static Span<float> Room(ref float[] array, int length)
    {
        if (array.Length < length)
        {
            array = new float[length];
        }

        return array.AsSpan(0, length);
    }
}
