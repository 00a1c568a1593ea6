using System.Diagnostics;
using MusicCluster.Features.Crops;
using MusicCluster.Models;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Models;

/// <summary>Memory of the whole process: nothing else may run beside.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryAlone;

[Collection("memory")]
public sealed class TrainerMemoryTests
{
    private const long Allowance = 24L << 20;

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("conv-vae")]
    [InlineData("vicreg-statistics")]
    public void Run_ThousandSteps_KeepsTheProcessFlat(string name)
    {
        using var folder = new TemporaryFolder();
        var paths = Features(folder, name);
        // 8 tracks are one step an epoch.
        var resident = new Dictionary<int, long>();
        void Note(EpochLoss loss)
        {
            if (loss.Epoch is 300 or 1300)
            {
                resident[loss.Epoch] = Resident();
            }
        }

        ModelTraining.Run(new ModelOptions(name, Epochs: 1300), 0, paths, folder.Path, "cpu", Note, TestContext.Current.CancellationToken);
        Assert.InRange(resident[1300] - resident[300], long.MinValue, Allowance);
    }

    [Fact]
    public void Row_FileOfAGigabyte_IsNotKeptInMemory()
    {
        using var folder = new TemporaryFolder();
        using (var stream = File.Create(folder["large.npy"]))
        {
            stream.Write(NpyHeader.Format([1024, 64, 4096]));
            stream.SetLength(stream.Length + (1L << 30));
        }

        using var file = NpyFile.Open(folder["large.npy"]);
        var before = Resident();
        var (sum, highest) = (0f, 0L);
        for (var row = 0; row < 1024; row++)
        {
            sum += System.Numerics.Tensors.TensorPrimitives.Sum(file.Row(row));
            highest = row % 16 == 0 ? Math.Max(highest, Resident() - before) : highest;
        }

        Assert.Equal(0, sum);
        Assert.InRange(highest, 0, MappedPages.Limit + (64L << 20));
    }

    private static long Resident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static string[] Features(TemporaryFolder folder, string name)
    {
        var random = new RandomSource(1);
        string[] paths = [folder["values.npy"], folder["mask.npy"]];
        using var values = name == "conv-vae" ? new NpyWriter(paths[0], 16, 24) : new NpyWriter(paths[0], 2, CropColumns.Count);
        using var mask = new NpyWriter(paths[1], 2);
        for (var track = 0; track < 8; track++)
        {
            values.WriteRow(track, [.. Enumerable.Range(0, name == "conv-vae" ? 16 * 24 : 2 * CropColumns.Count).Select(_ => (float)random.NextGaussian())]);
            mask.WriteRow(track, [1, 1]);
        }

        values.Complete(8);
        mask.Complete(8);
        return paths;
    }
}
