using System.Diagnostics;
using System.Globalization;
using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>Whole songs: what hearing them takes beside decoding them and nothing else, pass by pass in turn.</summary>
internal static class SongsWork
{
    private const int Rounds = 3;

    /// <summary>Prints a table.</summary>
    /// <param name="folder">MP3 files.</param>
    /// <param name="threadCount">Songs at the same time.</param>
    public static void Run(string folder, int threadCount)
    {
        Workers.Limit = threadCount;
        Track[] tracks =
            [.. Directory.GetFiles(folder, "*.mp3").Order(StringComparer.Ordinal).Select(path => new Track(Path.GetFileNameWithoutExtension(path), path))];
        var whole = new FeatureOptions { Duration = DurationLimit.Whole, Descriptors = [] };
        var work = new (string Name, Action Pass)[]
        {
            ("decoding alone", () => Decode(tracks)),
            ("MFCC and log-mel", () => Hear(tracks, whole, threadCount)),
            ("with descriptors", () => Hear(tracks, whole with { Descriptors = Enum.GetValues<DescriptorKind>() }, threadCount)),
            ("with 20 crops", () => Hear(tracks, whole with { Crops = 20 }, threadCount)),
            ("with both", () => Hear(tracks, whole with { Crops = 20, Descriptors = Enum.GetValues<DescriptorKind>() }, threadCount)),
        };
        Decode([.. tracks.Take(threadCount)]);
        var seconds = work.Select(_ => new List<double>()).ToList();
        var wall = work.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < work.Length; i++)
            {
                var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                work[i].Pass();
                seconds[i].Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                wall[i].Add(clock.Elapsed.TotalSeconds);
            }
        }

        Console.WriteLine($"{tracks.Length} songs, {threadCount} threads, {Rounds} rounds, medians");
        Console.WriteLine("| what | wall s | ratio | processor s | ratio | processor ms a song |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < work.Length; i++)
        {
            var (spent, elapsed) = (Median(seconds[i]), Median(wall[i]));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {work[i].Name} | {elapsed:F2} | {elapsed / Median(wall[0]):F2} | {spent:F2} | {spent / Median(seconds[0]):F2} "
                + $"| {1000 * spent / tracks.Length:F1} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Decode(Track[] tracks) => Workers.For(
        tracks.Length, i => AudioDecoder.Decode(tracks[i].AudioPath, AudioDecodeOptions.Default, new Nobody(), CancellationToken.None), CancellationToken.None);

    private static void Hear(Track[] tracks, FeatureOptions options, int threadCount)
    {
        var output = Directory.CreateTempSubdirectory("songs-").FullName;
        FeatureExtraction.Run(tracks, options, output, threadCount, null, CancellationToken.None);
        Directory.Delete(output, recursive: true);
    }

    /// <summary>Takes sound and does nothing with it.</summary>
    private sealed class Nobody : ISoundSink
    {
        public void Start(int sampleRate, int channelCount)
        {
        }

        public void Take(ReadOnlySpan<float> interleaved)
        {
        }
    }
}
