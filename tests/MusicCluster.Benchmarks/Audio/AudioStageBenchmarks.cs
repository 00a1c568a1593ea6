using BenchmarkDotNet.Attributes;
using MusicCluster.Audio.Decoding;
using MusicCluster.Features;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>80 MP3 files of 30 s on disk to <c>mfcc.npy</c> and <c>logmel.npy</c>, against decoding the same files and nothing else.</summary>
[Config(typeof(WholeRunConfig))]
[MinColumn, MedianColumn]
public class AudioStageBenchmarks
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"musiccluster-bench-{Environment.ProcessId}");
    private readonly SampleBuffer buffer = new();

    [GlobalCleanup]
    public void Cleanup()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>libsndfile alone, one thread.</summary>
    [Benchmark(Baseline = true)]
    public int DecodeOnly()
    {
        var count = 0;
        foreach (var track in SampleClips.Tracks)
        {
            AudioDecoder.Decode(track.AudioPath, new AudioDecodeOptions(MaximumSeconds: 30), buffer);
            count += buffer.Count;
        }

        return count;
    }

    [Benchmark]
    public int StageOneThread() => Run(1, new FeatureOptions());

    [Benchmark]
    public int StageTwoThreads() => Run(2, new FeatureOptions());

    [Benchmark]
    public int StageWithExtendedAndCrops() => Run(1, new FeatureOptions(Extended: true, Crops: 10));

    private int Run(int threadCount, FeatureOptions options) =>
        FeatureExtraction.Run(SampleClips.Tracks, options, folder, threadCount, null, CancellationToken.None).Kept.Count;
}
