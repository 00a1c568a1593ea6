using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>Computes the rows of a track's first seconds, which are in memory as a whole.</summary>
internal sealed class ClipAnalyzer : ITrackSink
{
    private readonly FeatureOptions options;
    private readonly SignalAnalyzer analyzer;
    private readonly MonoSink mono;
    private readonly DescriptorAnalyzer? descriptors;
    private readonly FingerprintMeter fingerprint;
    private readonly SampleBuffer decoded = new();
    private readonly ResamplerScratch resampling = new();
    private readonly LaneBuffer samples = new();
    private int sampleRate;

    public ClipAnalyzer(FeatureKernels kernels)
    {
        options = kernels.Options;
        descriptors = DescriptorAnalyzer.For(kernels);
        fingerprint = new FingerprintMeter(kernels);
        analyzer = new SignalAnalyzer(kernels, descriptors, fingerprint);
        mono = new MonoSink(decoded);
    }

    /// <inheritdoc/>
    public void Start(int sampleRate, int channelCount)
    {
        this.sampleRate = sampleRate;
        mono.Start(sampleRate, channelCount);
        descriptors?.Start(sampleRate, channelCount);
        fingerprint.Start();
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<float> interleaved)
    {
        mono.Take(interleaved);
        descriptors?.TakeSound(interleaved);
    }

    /// <inheritdoc/>
    public string? Complete(FeatureRows rows)
    {
        var resampler = Resampler.For(sampleRate, options.SampleRate);
        var length = resampler.OutputLength(decoded.Count);
        var resampled = samples.Room(length);
        resampler.Resample(decoded.Samples, resampled, resampling);
        var fault = analyzer.Analyze(resampled[..Math.Min(length, options.SampleCount)], rows);
        rows.Descriptors = fault is null && descriptors is not null ? descriptors.Complete() : DescriptorValues.None;
        rows.Fingerprint = fingerprint.Complete();
        return fault;
    }
}
