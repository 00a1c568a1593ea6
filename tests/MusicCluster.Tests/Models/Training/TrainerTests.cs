using MusicCluster.Models;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models.Training;

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

    [Fact]
    public void FirstDecayAt_OneCycle_FallsWhereTheRateRises()
    {
        var plan = new LearningPlan(1, 8, IsOneCycle: true);
        var decays = Enumerable.Range(0, 100).Select(step => plan.FirstDecayAt(step, 100)).ToArray();
        Assert.Equal(0.95, decays[0], 12);
        Assert.Equal(0.85, decays[9], 12);
        Assert.Equal(0.95, decays[99], 12);
        Assert.Equal(0.9, new LearningPlan(1, 8).FirstDecayAt(50, 100));
    }

    [Fact]
    public void DivergenceShareAt_Annealing_RisesByTheStepAfterPretraining()
    {
        var plan = new LearningPlan(1, 8) { AnnealingEpochs = 2, PretrainingEpochs = 1 };
        var shares = Enumerable.Range(0, 20).Select(step => plan.DivergenceShareAt(step, 5)).ToArray();
        Assert.All(shares.Take(5), share => Assert.Equal(0, share));
        Assert.Equal([0.1, 0.2, 0.3], shares.Skip(5).Take(3).Select(share => Math.Round(share, 12)));
        Assert.All(shares.Skip(14), share => Assert.Equal(1, share));
        Assert.Equal(1, new LearningPlan(1, 8).DivergenceShareAt(0, 5));
    }

    [Theory]
    [InlineData("9 5 4 4", false)] // one epoch without a gain
    [InlineData("9 5 4 4 4", true)] // two
    [InlineData("9 5 4 4 3", false)] // the last one gained
    [InlineData("1 2", false)] // too short to tell
    [InlineData("1 2 3", true)]
    public void IsOver_PatienceOfTwo_CountsEpochsSinceTheLowest(string losses, bool expected)
    {
        var curve = losses.Split(' ').Select((loss, i) => new EpochLoss(i + 1, double.NaN, double.NaN, double.Parse(loss))).ToList();
        Assert.Equal(expected, new LearningPlan(1, 8) { Patience = 2 }.IsOver(curve));
        Assert.False(new LearningPlan(1, 8).IsOver(curve));
        // While the loss itself changes its meaning, nothing is counted.
        Assert.False(new LearningPlan(1, 8) { Patience = 2, AnnealingEpochs = 3 }.IsOver(curve));
    }

    [Fact]
    public void Run_Patience_EndsEarlyAndSaysHowManyEpochsItRan()
    {
        using var folder = new TemporaryFolder();
        NpyWriter.Write(folder["mfcc.npy"], RandomMatrix(30, 6));
        var options = new ModelOptions("dense-vae", Epochs: 500, BatchSize: 8, LearningRate: 0.01, Patience: 5);
        var summary = ModelTraining.Run(options, 0, [folder["mfcc.npy"]], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken);
        Assert.InRange(summary.EpochCount, 6, 499);
        var totals = File.ReadLines(folder["loss.csv"]).Skip(1).Select(line => double.Parse(line.Split(',')[3])).ToList();
        Assert.Equal(summary.EpochCount, totals.Count);
        Assert.Equal(totals.Count - 6, totals.IndexOf(totals.Min()));
    }

    public static TheoryData<ModelOptions, int> Stops => new()
    {
        { new("dense-vae", Epochs: 8, BatchSize: 8), 1 },
        { new("dense-vae", Epochs: 8, BatchSize: 8), 4 },
        { new("dense-vae", Epochs: 8, BatchSize: 8), 7 },
        { new("dense-vae", Epochs: 8, BatchSize: 8, LearnVariance: true, AnnealingEpochs: 5, FreeBits: 0.1), 3 },
        { new("dense-vae", Epochs: 200, BatchSize: 8, LearningRate: 0.01, Patience: 2), 2 },
        { new("vade", Epochs: 8, BatchSize: 8, PretrainingEpochs: 3, Components: 4), 2 },
        { new("vade", Epochs: 8, BatchSize: 8, PretrainingEpochs: 3, Components: 4), 3 },
        { new("vade", Epochs: 8, BatchSize: 8, PretrainingEpochs: 3, Components: 4, AnnealingEpochs: 3), 5 },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void Run_StoppedAfterAnEpoch_EndsInTheSameBytes(ModelOptions options, int stopAfter)
    {
        using var folder = new TemporaryFolder();
        var features = folder["mfcc.npy"];
        NpyWriter.Write(features, RandomMatrix(30, 6));
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
        foreach (var name in new[] { "embedding.npy", "weights.safetensors", "config.json", "loss.csv", "units.csv", "model.json" })
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
        void Train(ModelOptions options, int seed, CancellationToken cancellation, Action<EpochLoss> onEpoch) =>
            ModelTraining.Run(options, seed, [features], folder.Path, "cpu", onEpoch, cancellation);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Train(new ModelOptions("dense-vae"), 0, stop.Token, _ => stop.Cancel()));
        var written = SafetensorsFile.Read(folder["checkpoint.safetensors"]);

        void Refuses(string expected, ModelOptions options, int seed = 0)
        {
            var error = Assert.Throws<MusicCluster.Foundation.UserException>(() => Train(options, seed, TestContext.Current.CancellationToken, _ => { }));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.EndsWith("delete it to start again.", error.Message, StringComparison.Ordinal);
        }

        Refuses("is a checkpoint of another configuration", new ModelOptions("dense-vae", Beta: 2));
        Refuses("is a checkpoint of another configuration", new ModelOptions("dense-vae"), seed: 1);
        void Rewrite(string key, string value) => SafetensorsFile.Write(
            folder["checkpoint.safetensors"], [("other", torch.zeros(1))], new Dictionary<string, string>(written.Metadata) { [key] = value });
        Rewrite("version", "1");
        Refuses("is a checkpoint of version 1; this program goes on from version 2 only", new ModelOptions("dense-vae"));
        Rewrite("version", "2");
        Refuses("is a checkpoint of another model: 'encoder.weight' is missing or has another shape", new ModelOptions("dense-vae"));
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
        ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 250, BatchSize: 8), 0,
            [features], folder.Path, "cpu", Count, TestContext.Current.CancellationToken);
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
