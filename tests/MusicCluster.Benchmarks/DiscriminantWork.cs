using System.Diagnostics;
using System.Globalization;
using MusicCluster.Features.Crops;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Benchmarks;

/// <summary>instance-lda on the statistics of a large collection: seconds and peak memory of the process, from file to file.</summary>
internal static class DiscriminantWork
{
    private const int TrackCount = 100_000;
    private const int CropCount = 10;

    /// <summary>Writes statistics once, then learns and embeds.</summary>
    /// <param name="folder">Has room for 900 MB.</param>
    public static void Run(string folder)
    {
        var (statistics, mask) = (Path.Combine(folder, "benchmark-statistics.npy"), Path.Combine(folder, "benchmark-mask.npy"));
        if (!File.Exists(statistics))
        {
            // A process of its own: what writing takes is not counted.
            Write(statistics, mask);
            Console.WriteLine($"{statistics} is written; run again to measure.");
            return;
        }

        Workers.Limit = 2;
        var output = Directory.CreateTempSubdirectory("instance-lda-").FullName;
        var clock = Stopwatch.StartNew();
        DiscriminantTraining.Run(new ModelOptions("instance-lda").Resolve(), [statistics, mask], output);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"instance-lda, {TrackCount} tracks x {CropCount} crops x {CropColumns.Of(CropColumnSet.KeyFree).Length}: {clock.Elapsed.TotalSeconds:F1} s, "
            + $"{Environment.CpuUsage.TotalTime.TotalSeconds:F1} s of processor time, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
        Directory.Delete(output, recursive: true);
    }

    private static void Write(string statisticsPath, string maskPath)
    {
        var random = new RandomSource(1);
        using var statistics = new NpyWriter(statisticsPath, CropCount, CropColumns.Count);
        using var mask = new NpyWriter(maskPath, CropCount);
        var row = new float[CropCount * CropColumns.Count];
        for (var track = 0; track < TrackCount; track++)
        {
            var place = random.NextGaussian();
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = (float)(place + random.NextGaussian());
            }

            statistics.WriteRow(track, row);
            mask.WriteRow(track, [.. Enumerable.Repeat(1f, CropCount)]);
        }

        statistics.Complete(TrackCount);
        mask.Complete(TrackCount);
    }
}
