using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>Computes the rows of a track's first seconds, which are in memory as a whole.</summary>
internal sealed class ClipAnalyzer : ITrackSink
{
    private readonly FeatureOptions options;
    private readonly SignalAnalyzer analyzer;
    private readonly MonoSink mono;
    private readonly SampleBuffer decoded = new();
    private readonly ResamplerScratch resampling = new();
    private readonly LaneBuffer samples = new();
    private int sampleRate;

    public ClipAnalyzer(FeatureKernels kernels)
    {
        options = kernels.Options;
        analyzer = new SignalAnalyzer(kernels);
        mono = new MonoSink(decoded);
    }

    /// <inheritdoc/>
    public void Start(int sampleRate, int channelCount)
    {
        this.sampleRate = sampleRate;
        mono.Start(sampleRate, channelCount);
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<float> interleaved) => mono.Take(interleaved);

    /// <inheritdoc/>
    public string? Complete(FeatureRows rows)
    {
        var resampler = Resampler.For(sampleRate, options.SampleRate);
        var length = resampler.OutputLength(decoded.Count);
        var resampled = samples.Room(length);
        resampler.Resample(decoded.Samples, resampled, resampling);
        return analyzer.Analyze(resampled[..Math.Min(length, options.SampleCount)], rows);
    }
}
