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
        model.Start(new DiagonalMixture([0.5, 0.5], new Matrix(2, 1, [-1, 1]), new Matrix(2, 1, [1, 1])));
        // A draw at 1 lies 2 and 0 deviations away: densities in the ratio e⁻² : 1. KL to them: ½ · 2² and 0.
        var (perDimension, perTrack) = model.Divergence(ones(1, 1), zeros(1, 1), ones(1, 1));
        var share = Math.Exp(-2) / (1 + Math.Exp(-2));
        Assert.Equal(2 * share, perDimension.ToDouble(), 5);
        Assert.Equal((share * Math.Log(2 * share)) + ((1 - share) * Math.Log(2 * (1 - share))), perTrack!.ToDouble(), 5);
    }

    [Fact]
    public void Fit_ThreeGroups_FindsThem()
    {
        var random = new RandomSource(2);
        var points = new Matrix(300, 2);
        for (var row = 0; row < 300; row++)
        {
            points[row, 0] = (10 * (row % 3)) + random.NextGaussian();
            points[row, 1] = 0.5 * random.NextGaussian();
        }

        var mixture = DiagonalMixture.Fit(points, 3, new RandomSource(1));
        Assert.All(mixture.Weights, weight => Assert.Equal(1.0 / 3, weight, 2));
        var centres = Enumerable.Range(0, 3).Select(i => mixture.Means[i, 0]).Order().ToArray();
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(centres[i], (10 * i) - 0.3, (10 * i) + 0.3));
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(mixture.Variances[i, 1], 0.17, 0.34));
    }

    [Fact]
    public void Fit_EqualRowsAndAsManyComponents_StaysFinite()
    {
        var mixture = DiagonalMixture.Fit(new Matrix(4, 2), 4, new RandomSource(1));
        Assert.All(mixture.Weights.Concat(mixture.Means.Values).Concat(mixture.Variances.Values), value => Assert.True(double.IsFinite(value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiagonalMixture.Fit(new Matrix(4, 2), 5, new RandomSource(1)));
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
            new ModelOptions("vade", Epochs: 60, PretrainingEpochs: 20, Components: 2, LearningRate: 3e-3), 0, [folder["mfcc.npy"]], folder.Path, "cpu", curve.Add, TestContext.Current.CancellationToken);
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
}
