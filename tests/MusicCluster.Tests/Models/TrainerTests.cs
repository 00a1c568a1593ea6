using MusicCluster.Models;
using MusicCluster.Numerics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models;

public sealed class TrainerTests
{
    [Fact]
    public void Step_TenTimes_FollowsTorchsAdamW()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var start = linspace(-1, 1, 12).view(3, 4);
        var ours = nn.Linear(4, 3, hasBias: false);
        var theirs = nn.Linear(4, 3, hasBias: false);
        using (no_grad())
        {
            ours.weight.copy_(start);
            theirs.weight.copy_(start);
        }

        using var adam = new Adam(ours);
        using var reference = optim.AdamW(theirs.parameters(), 0.05, weight_decay: 0.1);
        var input = linspace(0, 2, 8).view(2, 4);
        for (var step = 0; step < 10; step++)
        {
            ours.zero_grad();
            theirs.zero_grad();
            ours.call(input).square().sum().backward();
            theirs.call(input).square().sum().backward();
            adam.Step(0.05, 0.1);
            reference.step();
        }

        Assert.InRange((ours.weight - theirs.weight).abs().max().ToDouble(), 0, 1e-6);
        Assert.NotEqual(start.sum().ToDouble(), ours.weight.sum().ToDouble());
    }

    [Fact]
    public void RateAt_OneCycle_RisesForATenthAndFalls()
    {
        var plan = new LearningPlan(1, 8, IsOneCycle: true);
        var rates = Enumerable.Range(0, 100).Select(step => plan.RateAt(step, 100)).ToArray();
        Assert.Equal(0.04, rates[0], 12);
        Assert.Equal(1, rates[9], 12);
        Assert.Equal(0.04 / 1e4, rates[99], 12);
        Assert.Equal(rates.Take(10), rates.Take(10).Order());
        Assert.Equal(rates.Skip(9), rates.Skip(9).OrderDescending());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Run_StoppedAfterAnEpoch_EndsInTheSameBytes(int stopAfter)
    {
        using var folder = new TemporaryFolder();
        var features = folder["mfcc.npy"];
        NpyWriter.Write(features, RandomMatrix(30, 6));
        var options = new ModelOptions("dense-vae", Epochs: 8, BatchSize: 8);
        Directory.CreateDirectory(folder["whole"]);
        Directory.CreateDirectory(folder["stopped"]);
        ModelTraining.Run(options, 3, [features], folder["whole"], "cpu", _ => { }, TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        void StopThere(EpochLoss loss)
        {
            if (loss.Epoch == stopAfter)
            {
                stop.Cancel();
            }
        }

        Assert.Throws<OperationCanceledException>(() => ModelTraining.Run(options, 3, [features], folder["stopped"], "cpu", StopThere, stop.Token));
        var epochs = new List<int>();
        ModelTraining.Run(options, 3, [features], folder["stopped"], "cpu", loss => epochs.Add(loss.Epoch), TestContext.Current.CancellationToken);
        Assert.InRange(epochs[0], 2, stopAfter + 1);
        foreach (var name in new[] { "embedding.npy", "weights.safetensors", "loss.csv", "units.csv", "model.json" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["whole"], name)), File.ReadAllBytes(Path.Combine(folder["stopped"], name)));
        }

        Assert.False(File.Exists(Path.Combine(folder["stopped"], "checkpoint.safetensors")));
    }

    [Fact]
    public void Run_AgainAndAgain_GivesTheSameBytesWhereverArraysLie()
    {
        using var folder = new TemporaryFolder();
        var features = folder["mfcc.npy"];
        NpyWriter.Write(features, RandomMatrix(80, 40));
        var embeddings = new List<byte[]>();
        var keep = new List<byte[]>();
        for (var i = 0; i < 8; i++)
        {
            // Shifts what the garbage collector hands out next by a few bytes.
            keep.Add(new byte[8 + (24 * i)]);
            ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 15), 0, [features], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken);
            embeddings.Add(File.ReadAllBytes(folder["embedding.npy"]));
        }

        Assert.All(embeddings, bytes => Assert.Equal(embeddings[0], bytes));
        GC.KeepAlive(keep);
    }

    [Fact]
    public void Run_CheckpointOfAnotherModel_IsAClearError()
    {
        using var folder = new TemporaryFolder();
        var features = folder["mfcc.npy"];
        NpyWriter.Write(features, RandomMatrix(10, 6));
        SafetensorsFile.Write(folder["checkpoint.safetensors"], [("other", [1], [0])], new Dictionary<string, string>());
        var error = Assert.Throws<MusicCluster.Foundation.UserException>(
            () => ModelTraining.Run(new ModelOptions("dense-vae"), 0, [features], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken));
        Assert.Contains("is a checkpoint of another model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ManySteps_LeavesNoTensorBehind()
    {
        using var folder = new TemporaryFolder();
        var features = folder["mfcc.npy"];
        NpyWriter.Write(features, RandomMatrix(32, 6));
        ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 2), 0, [features], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken);
        var counts = new List<long>();
        void Count(EpochLoss loss) => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 250, BatchSize: 8), 0, [features], folder.Path, "cpu", Count, TestContext.Current.CancellationToken);
        Assert.Equal(counts[5], counts[^1]);
    }

    private static Matrix RandomMatrix(int rows, int columns)
    {
        var random = new RandomSource(5);
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = random.NextGaussian();
        }

        return matrix;
    }
}
