using System.Diagnostics;
using System.Globalization;
using MusicCluster.Clusters;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Corpus;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Benchmarks;

/// <summary>Everything that is said of the groups of one partition of a large collection: seconds, and peak memory of the process.</summary>
internal static class GroupsWork
{
    private const int Dimension = 32;
    private const int GroupCount = 16;
    private const int TracksPerArtist = 10;
    private const int VocabularySize = 20_000;
    private const int WordsPerTrack = 60;

    /// <summary>Measures on two threads.</summary>
    public static void Run(int trackCount)
    {
        Workers.Limit = 2;
        var points = ScaleWork.Points(trackCount, Dimension);
        var labels = KMeans.Fit(points, GroupCount, 1, new RandomSource(0)).Labels;
        var random = new RandomSource(1);
        var tracks = new EvaluatedTracks(
            [.. Enumerable.Range(0, trackCount).Select(row => new Track($"{row}", "", $"genre {labels[row] % 8}", Artist: $"artist {row / TracksPerArtist}"))],
            new double[trackCount]);
        var sources = new GroupSources(
            [new ClustererOptions()],
            tracks.Tracks.Select((track, row) => Descriptors(track.Id, labels[row], random)).ToDictionary(row => row.TrackId),
            tracks.Tracks.ToDictionary(track => track.Id, _ => Words(random)),
            tracks.Tracks.Select((track, row) => (track.Id, Album: $"album {row / TracksPerArtist}")).ToDictionary(item => item.Id, item => item.Album));
        var key = PartitionKey.Parse($"mfcc-pca/k-means/k={GroupCount}");
        var scored = new ScoredPartition(
            key, [new SeedScores(0, new Partition(key.Method, labels), [])], [], new double[trackCount], new double[trackCount]);
        var folder = Directory.CreateTempSubdirectory("groups-").FullName;
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.PeakWorkingSet64;
        var used = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var tables = new GroupTables(tracks, sources, new EvaluationOptions(), new SeedSequence(0));
        var prepared = clock.Elapsed;
        tables.Write(folder, [scored], _ => points);
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {trackCount} x {Dimension}, {GroupCount} groups | {clock.Elapsed.TotalSeconds:F1} s | {prepared.TotalSeconds:F1} s | "
            + $"{(Environment.CpuUsage.TotalTime - used).TotalSeconds:F1} s | {process.PeakWorkingSet64 / 1e6:F0} MB | {before / 1e6:F0} MB |"));
        Directory.Delete(folder, recursive: true);
    }

    private static DescriptorRow Descriptors(string id, int group, RandomSource random)
    {
        double Next() => (0.1 * (group % 5)) + random.NextGaussian();
        return new DescriptorRow(
            id, Next(), Next(), Next(), "C major", Next(), "C major", Next(), Next(), Next(), Next(), Next(), Next(), Next(), Next(), Next(), Next());
    }

    /// <summary>As uneven as words are.</summary>
    private static string Words(RandomSource random) => string.Join(
        ' ', Enumerable.Range(0, WordsPerTrack).Select(_ => $"word{(int)Math.Pow(VocabularySize, random.NextDouble())}"));
}
