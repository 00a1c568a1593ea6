using BenchmarkDotNet.Attributes;
using MusicCluster.Audio.Decoding;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>Ten clips of 30 s by the decoders of this machine, one thread.</summary>
[Config(typeof(WholeRunConfig))]
[MinColumn]
public class AudioDecoderBenchmarks
{
    private const int ClipCount = 10;
    private readonly SampleBuffer buffer = new();

    [Benchmark(Baseline = true)]
    public int Libsndfile() => Decode(AudioBackend.Libsndfile);

    [Benchmark]
    public int Managed() => Decode(AudioBackend.Managed);

    private int Decode(AudioBackend decoder) => SampleClips.Tracks.Take(ClipCount).Sum(track =>
    {
        AudioDecoder.Decode(track.AudioPath, new AudioDecodeOptions(MaximumSeconds: 30, Backend: decoder), buffer);
        return buffer.Count;
    });
}
