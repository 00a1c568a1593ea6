using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Corpus;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>
/// Computes the rows of one track at a time, in memory that one thread keeps:
/// <c>file → samples → resampled → rows</c>.
/// </summary>
internal sealed class TrackAnalyzer(FeatureKernels kernels, AudioBackend decoder)
{
    private readonly FeatureOptions options = kernels.Options;
    private readonly AudioDecodeOptions decoding = new(
        kernels.Options.Duration, kernels.Options.MinimumDuration, kernels.Options.TimeLimitSeconds, decoder);

    private readonly SignalAnalyzer analyzer = new(kernels);
    private readonly SampleBuffer decoded = new();
    private readonly ResamplerScratch resampling = new();
    private readonly LaneBuffer samples = new();

    /// <summary>Fills the rows, or records in them why there are none.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Analyze(Track track, FeatureRows rows, CancellationToken cancellation)
    {
        (rows.Kept, rows.Failure) = (null, null);
        try
        {
            var (rate, duration) = AudioDecoder.Decode(track.AudioPath, decoding, decoded, cancellation);
            if (analyzer.Analyze(Resample(rate), rows) is { } fault)
            {
                throw new AudioException(track.AudioPath, new FileInfo(track.AudioPath).Length, fault);
            }

            rows.Kept = (track, duration);
        }
        catch (AudioException error)
        {
            rows.Failure = new TrackFailure(track.Id, "features", error.Message);
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
}
