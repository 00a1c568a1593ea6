using System.Diagnostics;
using MusicCluster.Models.Data;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Benchmarks;

/// <summary>Training, encoding and feeding beside a bare TorchSharp loop: <c>-- models</c>; memory on a large file: <c>-- models-memory</c>.</summary>
/// <remarks>Rounds of ours and theirs take turns, so that other load on the machine slows both alike: the ratio is what counts.</remarks>
internal static class ModelsTable
{
    public const int TrackCount = 256;
    private const int RoundCount = 11;

    public static void Run()
    {
        TorchRuntime.Prepare();
        var folder = Directory.CreateTempSubdirectory("musiccluster-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "logmel.npy");
            BareLoop.WriteSpectrograms(path, TrackCount);
            Console.WriteLine("| work | ours, samples/s | bare loop, samples/s | ratio of "
                + "medians | ratio per round, lowest and highest | ratio of processor time |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
            // A model is trained on one thread; a sweep trains as many side by side as there are cores.
            Compare(path, modelCount: 1);
            Compare(path, modelCount: 2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string path, int modelCount)
    {
        using var scope = NewDisposeScope();
        using var rows = RowSource.Open(path, isSpectrogram: true);
        var models = Enumerable.Range(0, modelCount).Select(_ => new OwnLoop(path)).ToList();
        TorchRuntime.UseThreads(modelCount);
        using var bare = new BareLoop(rows);
        var suffix = modelCount == 1 ? "one model, bare loop on one thread" : $"{modelCount} models side by side, bare loop on {modelCount} threads";
        Print($"training, {suffix}", modelCount, () => SideBySide(models, model => model.Train()), bare.Train);
        Print($"encoding, {suffix}", modelCount, () => SideBySide(models, model => model.Encode()), bare.Encode);
        if (modelCount == 1)
        {
            var feed = Median(() => Feed(rows, new RandomSource(3).Permutation(TrackCount)));
            var step = Median(bare.Train);
            Console.WriteLine($"| the feed alone, beside the bare loop's training | {TrackCount / feed:F0} "
                + $"| {TrackCount / step:F0} | {100 * feed / step:F1} % of its time | | |");
        }

        models.ForEach(model => model.Dispose());
    }

    private static void SideBySide(List<OwnLoop> models, Action<OwnLoop> work)
    {
        if (models.Count == 1)
        {
            work(models[0]);
            return;
        }

        var threads = models.Select(model => new Thread(() =>
        {
            TorchRuntime.UseThreads(1);
            work(model);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static void Feed(RowSource rows, int[] order)
    {
        for (var start = 0; start < order.Length; start += 8)
        {
            using var batch = rows.Batch(order.AsSpan(start, 8), CPU);
        }
    }

    private static void Print(string work, int modelCount, Action ours, Action theirs)
    {
        ours();
        theirs();
        var (own, other) = (new double[RoundCount], new double[RoundCount]);
        var busy = (Ours: 0.0, Theirs: 0.0);
        for (var round = 0; round < RoundCount; round++)
        {
            // Whoever comes first in a round finds the other's memory in the cache.
            foreach (var isOurs in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var start = ProcessorSeconds();
                var seconds = Seconds(isOurs ? ours : theirs);
                var spent = ProcessorSeconds() - start;
                (isOurs ? own : other)[round] = seconds;
                busy = isOurs ? (busy.Ours + spent, busy.Theirs) : (busy.Ours, busy.Theirs + spent);
            }
        }

        var ratios = own.Zip(other, (mine, bare) => modelCount * bare / mine).Order().ToArray();
        var (middle, bareMiddle) = (own.Order().ElementAt(RoundCount / 2), other.Order().ElementAt(RoundCount / 2));
        Console.WriteLine($"| {work} | {modelCount * TrackCount / middle:F0} | {TrackCount / bareMiddle:F0} | "
            + $"{modelCount * bareMiddle / middle:F2} | {ratios[0]:F2} … {ratios[^1]:F2} | {modelCount * busy.Theirs / busy.Ours:F2} |");
    }

    private static double Median(Action work)
    {
        work();
        return Enumerable.Range(0, RoundCount).Select(_ => Seconds(work)).Order().ElementAt(RoundCount / 2);
    }

    private static double ProcessorSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
