using System.Numerics.Tensors;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Corpus;
using MusicCluster.Numerics.Simd;

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

    private int sharedFrames;
    private readonly LaneBuffer samples = new();
    private float[] mel = [];
    private float[] coefficients = [];

    private int PictureFrameCount => pictureMel.Length / options.MelCount;

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
        var resampled = samples.Room(length);
        resampler.Resample(decoded.Samples, resampled, resampling);
        return resampled[..Math.Min(length, options.SampleCount)];
    }

    private void ComputeMfcc(ReadOnlySpan<float> signal, Span<float> row, Track track)
    {
        var frameCount = kernels.Plan.FrameCount(signal.Length);
        var levels = Room(ref mel, kernels.MfccBank.Count * frameCount);
        var prepared = Stft.Prepare(kernels.Plan, signal, spectra);
        sharedFrames = SharedFrameCount(signal.Length);
        for (var frame = 0; frame < frameCount; frame += LaneWidth.Count)
        {
            Stft.Power(kernels.Plan, prepared, frame, spectra);
            kernels.MfccBank.Apply(spectra.Power, levels, frameCount, frame, Math.Min(LaneWidth.Count, frameCount - frame));
            if (frame < sharedFrames)
            {
                kernels.PictureBank.Apply(spectra.Power, pictureMel, PictureFrameCount, frame, LaneWidth.Count);
            }
        }

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
            (row[k], row[options.MfccCount + k]) = FrameMoments.Of(series.Slice(k * frameCount, frameCount));
        }
    }

    private void ComputePicture(ReadOnlySpan<float> signal, Span<float> row, Track track)
    {
        var length = Math.Min(signal.Length, picture.Length);
        signal[..length].CopyTo(picture);
        picture.AsSpan(length).Clear();
        var prepared = Stft.Prepare(kernels.Plan, picture, spectra);
        for (var frame = sharedFrames; frame < PictureFrameCount; frame += LaneWidth.Count)
        {
            Stft.Power(kernels.Plan, prepared, frame, spectra);
            kernels.PictureBank.Apply(spectra.Power, pictureMel, PictureFrameCount, frame, Math.Min(LaneWidth.Count, PictureFrameCount - frame));
        }

        ThrowIfUnusable(pictureMel, track, $"the first {options.LogMelSeconds} s are silent");
        Decibels.FromPowerRelativeToMax(pictureMel);
        for (var band = 0; band < options.MelCount; band++)
        {
            pictureMel.AsSpan(band * PictureFrameCount, options.LogMelFrames).CopyTo(row[(band * options.LogMelFrames)..]);
        }
    }

    // Frames of the cropped audio that end before the crop are frames of the whole: their spectra serve both.
    private int SharedFrameCount(int sampleCount)
    {
        if (options.FramePadding != FramePadding.Zero || sampleCount < picture.Length || picture.Length < options.FftLength / 2)
        {
            return 0;
        }

        var count = 1 + ((picture.Length - (options.FftLength / 2)) / options.HopLength);
        return count / LaneWidth.Count * LaneWidth.Count;
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
