using BenchmarkDotNet.Attributes;
using MusicCluster.Features;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>10,000 clips, the sample over and over, on two threads: how much memory the process has at its peak.</summary>
[Config(typeof(SingleRunConfig))]
public class AudioMemoryBenchmarks
{
    [Params(80, 1000, 10_000)]
    public int TrackCount { get; set; }

    [Benchmark]
    public int Stage()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"musiccluster-memory-{Environment.ProcessId}");
        try
        {
            var tracks = Enumerable.Range(0, TrackCount)
                .Select(i => SampleClips.Tracks[i % SampleClips.Tracks.Length] with { Id = $"{i}" }).ToArray();
            var kept = FeatureExtraction.Run(tracks, new FeatureOptions(), folder, 2, null, CancellationToken.None).Kept.Count;
            var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            Console.WriteLine($"// {TrackCount} tracks, {kept} kept: peak resident set {peak[6..].Trim()}");
            return kept;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
