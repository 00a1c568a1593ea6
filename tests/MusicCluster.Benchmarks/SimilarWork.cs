using System.Diagnostics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Retrieval;

namespace MusicCluster.Benchmarks;

/// <summary>What <c>similar</c> takes after loading: 100,000 tracks of 96 dimensions, 20 questions.</summary>
internal static class SimilarWork
{
    private const int TrackCount = 100_000;
    private const int Dimension = 96;

    public static void Run()
    {
        var random = new RandomSource(1);
        var points = new Matrix(TrackCount, Dimension);
        for (var i = 0; i < points.Values.Length; i++)
        {
            points.Values[i] = random.NextGaussian();
        }

        string[] artists = [.. Enumerable.Range(0, TrackCount).Select(i => $"artist {i % 9000}")];
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var watch = Stopwatch.StartNew();
            SimilarTracks.Find(points, [random.NextInt(TrackCount)], artists, 20, 2);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"similar, {TrackCount} x {Dimension}: first {times[0]:F1} ms, median {times.Order().ElementAt(times.Count / 2):F1} ms");
    }
}
