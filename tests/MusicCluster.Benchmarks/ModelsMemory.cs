using System.Diagnostics;
using MusicCluster.Models;
using MusicCluster.Models.Data;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Benchmarks;

/// <summary>Peak memory over a feature file of 100,000 tracks of 64 × 1292 (33 GB): <c>-- models-memory [folder]</c>.</summary>
/// <remarks>The file is sparse: it needs next to no disk, but its pages are mapped and read like any others.</remarks>
internal static class ModelsMemory
{
    private const int TrackCount = 100_000;
    private const int Bands = 64;
    private const int Frames = 1292;
    private const int StepCount = 20;
    private const int BatchSize = 32;

    public static void Run(string parent)
    {
        TorchRuntime.Prepare();
        TorchRuntime.UseThreads(1);
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"musiccluster-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            var path = Path.Combine(folder, "logmel.npy");
            using (var stream = File.Create(path))
            {
                stream.Write(NpyHeader.Format([TrackCount, Bands, Frames]));
                stream.SetLength(stream.Length + ((long)TrackCount * Bands * Frames * sizeof(float)));
            }

            Console.WriteLine("| step | seconds | peak memory of the process so far |");
            Console.WriteLine("| --- | --- | --- |");
            RowSource? rows = null;
            Print("mean and deviation of all tracks", () => rows = RowSource.Open(path, isSpectrogram: true));
            var order = new RandomSource(1).Permutation(TrackCount);
            Print("every track once as a batch, in random order", () =>
            {
                foreach (var part in order.Chunk(BatchSize))
                {
                    using var batch = rows!.Batch(part, CPU);
                }
            });
            var kind = ModelCatalog.Get("conv-vae");
            var options = new ModelOptions("conv-vae");
            using var learner = new AutoencoderLearner(Learners.Autoencoder(kind, options, rows!.RowShape), rows, options, CPU);
            using var adam = new Adam(learner.Module);
            Print($"{StepCount} training steps of conv-vae, batches of {BatchSize}", () =>
            {
                for (var step = 0; step < StepCount; step++)
                {
                    learner.Module.zero_grad();
                    learner.Accumulate(order.AsSpan(step * BatchSize, BatchSize), new RandomSource(2));
                    adam.Step(1e-3, 0);
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string step, Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"| {step} | {clock.Elapsed.TotalSeconds:F1} | {process.PeakWorkingSet64 >> 20} MB |");
    }
}
