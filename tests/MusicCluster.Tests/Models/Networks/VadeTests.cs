using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;
using MusicCluster.Models;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models.Networks;

public sealed class VadeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public VadeTests() => TorchRuntime.Prepare();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Divergence_OneStandardComponent_IsThatOfTheVae()
    {
        using var scope = NewDisposeScope();
        using var model = new Vade(4, 8, 2, 1);
        var (mean, logVariance) = (tensor([1f, -2, 0, 0.5f]).view(2, 2), tensor([0f, 1, -1, 0.3f]).view(2, 2));
        var (perDimension, perTrack) = model.Divergence(mean, logVariance, mean);
        var expected = VaeLoss.DivergencePerDimension(mean, logVariance);
        Assert.InRange((perDimension - expected).abs().max().ToDouble(), 0, 1e-6);
        Assert.InRange(perTrack!.abs().max().ToDouble(), 0, 1e-6);
    }

    [Fact]
    public void Divergence_TwoComponents_IsTheHandWorkedSum()
    {
        using var scope = NewDisposeScope();
        using var model = new Vade(4, 8, 1, 2);
        model.Start(Mixture([0.5, 0.5], [-1, 1], [1, 1]));
        // A draw at 1 lies 2 and 0 deviations away: densities in the ratio e⁻² : 1. KL to them: ½ · 2² and 0.
        var (perDimension, perTrack) = model.Divergence(ones(1, 1), zeros(1, 1), ones(1, 1));
        var share = Math.Exp(-2) / (1 + Math.Exp(-2));
        Assert.Equal(2 * share, perDimension.ToDouble(), 5);
        Assert.Equal((share * Math.Log(2 * share)) + ((1 - share) * Math.Log(2 * (1 - share))), perTrack!.ToDouble(), 5);
    }

    [Fact]
    public void Start_FewerComponentsThanThePriorHas_IsTheSameDensity()
    {
        using var scope = NewDisposeScope();
        using var found = new Vade(4, 8, 1, 2);
        using var repeated = new Vade(4, 8, 1, 3);
        var mixture = Mixture([0.7, 0.3], [-1, 1], [1, 2]);
        found.Start(mixture);
        repeated.Start(mixture);
        var draws = tensor([-1f, 0.2f, 3]).view(3, 1);
        var (expected, actual) = (found.Divergence(draws, zeros(3, 1), draws), repeated.Divergence(draws, zeros(3, 1), draws));
        Assert.InRange((expected.PerDimension - actual.PerDimension).abs().max().ToDouble(), 0, 1e-6);
        Assert.InRange((expected.PerTrack! - actual.PerTrack!).abs().max().ToDouble(), 0, 1e-6);
    }

    [Fact]
    public void Run_TracksOfTwoKinds_AreToldApart()
    {
        var random = new RandomSource(4);
        var matrix = new Matrix(60, 12);
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = (2 * (i / 12 % 2)) + random.NextGaussian();
        }

        NpyWriter.Write(folder["mfcc.npy"], matrix);
        var curve = new List<EpochLoss>();
        var summary = ModelTraining.Run(
            new ModelOptions("vade", Epochs: 60, PretrainingEpochs: 20, Components: 2, LearningRate: 3e-3),
            0, [folder["mfcc.npy"]], folder.Path, "cpu", curve.Add, TestContext.Current.CancellationToken);
        Assert.True(summary.IsTrained);
        Assert.All(curve.Take(20), loss => Assert.Equal(0, loss.Kl));
        Assert.All(curve.Skip(20), loss => Assert.True(loss.Kl > 0));
        var labels = Enumerable.Range(0, 60).Select(track => track % 2).ToArray();
        Assert.InRange(Silhouette.Mean(NpyFile.ReadMatrix(folder["embedding.npy"]), labels), 0.4, 1);
    }

    [Fact]
    public void Run_FewerTracksThanComponents_TakesAsManyAsThereAre()
    {
        NpyWriter.Write(folder["mfcc.npy"], RandomPoints.Gaussian(4, 6, 1));
        var options = new ModelOptions("vade", Epochs: 3, PretrainingEpochs: 1);
        Assert.True(ModelTraining.Run(options, 0, [folder["mfcc.npy"]], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken).IsTrained);
    }
    private static GaussianMixtureResult Mixture(double[] weights, double[] means, double[] variances) =>
        new([], 0, new Matrix(weights.Length, 1, means), new Matrix(weights.Length, 1, variances), weights, 1);
}
