using MusicCluster.Models;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Torch;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models.Losses;

public sealed class VaeLossTests
{
    // Two tracks of two pixels, one latent. Squares: 1, 4, 0, 9. KL of N(1, 1): 0.5; of N(0, e²): (e² − 1 − 2) / 2.
    private static readonly double SecondKl = (Math.Exp(2) - 3) / 2;

    [Theory]
    [InlineData(LossKind.Elbo, 14.0 / 4)]
    [InlineData(LossKind.Mean, 14.0 / 4)]
    public void Compute_HandWorkedBatch_GivesTheTerms(LossKind kind, double reconstruction)
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var input = tensor([1f, 2, 5, 3]).view(2, 2);
        var rebuilt = tensor([0f, 0, 5, 0]).view(2, 2);
        var loss = VaeLoss.Compute(input, rebuilt, tensor([1f, 0]).view(2, 1), tensor([0f, 2]).view(2, 1), 4, kind);
        var kl = (0.5 + SecondKl) / 2;
        Assert.Equal(reconstruction, loss.Reconstruction.ToDouble(), 5);
        Assert.Equal(kl, loss.Divergence.ToDouble(), 5);
        Assert.Equal(reconstruction + (4 * kl), loss.Total.ToDouble(), 4);
    }

    [Fact]
    public void Compute_MeanLoss_DividesEachTermByItsOwnCount()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        // One track, 10 pixels off by 2, 5 latent dimensions of KL 0.5.
        var loss = (LossKind kind) => VaeLoss.Compute(zeros(1, 10), 2 * ones(1, 10), ones(1, 5), zeros(1, 5), 1, kind);
        Assert.Equal((20.0, 2.5), (loss(LossKind.Elbo).Reconstruction.ToDouble(), loss(LossKind.Elbo).Divergence.ToDouble()));
        Assert.Equal((4.0, 0.5), (loss(LossKind.Mean).Reconstruction.ToDouble(), loss(LossKind.Mean).Divergence.ToDouble()));
    }

    [Fact]
    public void Compute_Autoencoder_HasNoDivergence()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var loss = VaeLoss.Compute(zeros(1, 2), ones(1, 2), ones(1, 1), null, 10, LossKind.Elbo);
        Assert.Equal(0, loss.Divergence.ToDouble());
        Assert.Equal(1, loss.Total.ToDouble());
    }

    [Fact]
    public void Reconstruction_FixedVariance_IsTheGaussianLikelihood()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        // Ten pixels off by 2: ½ · 40 ÷ 4, and ten times ½ ln 4.
        var loss = VaeLoss.Reconstruction(zeros(1, 10), 2 * ones(1, 10), LossKind.Elbo, variance: 4);
        Assert.Equal(5 + (5 * Math.Log(4)), loss.ToDouble(), 5);
        Assert.Equal(4, VaeLoss.Reconstruction(zeros(1, 10), 2 * ones(1, 10), LossKind.Mean, variance: 4).ToDouble(), 5);
    }

    [Theory]
    [InlineData(1, -15)] // 5 − 20
    [InlineData(4, 0)] // the mean squared error: nothing to gain
    [InlineData(16, 3.75)] // 5 − 1.25
    public void Reconstruction_LearnedVariance_IsDrawnToTheMeanSquaredError(double variance, double gradient)
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var logarithm = tensor([(float)Math.Log(variance)]).requires_grad_();
        var loss = VaeLoss.Reconstruction(zeros(1, 10), 2 * ones(1, 10), LossKind.Elbo, learnedLogVariance: logarithm);
        loss.backward();
        Assert.Equal((20 / variance) + (5 * Math.Log(variance)), loss.ToDouble(), 4);
        Assert.Equal(gradient, logarithm.grad!.sum().ToDouble(), 4);
    }

    [Fact]
    public void Compute_FreeBits_ChargesEachDimensionItsFloorAtLeast()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        // Variance 1, so the divergence is ½ mean²: over two tracks .1 and .7 on average. A floor of .5 makes that .5 and .7.
        var mean = tensor([0f, 1, MathF.Sqrt(0.4f), MathF.Sqrt(1.8f)]).view(2, 2);
        var loss = VaeLoss.Compute(zeros(2, 3), zeros(2, 3), mean, zeros(2, 2), 10, LossKind.Elbo, freeBits: 0.5);
        Assert.Equal(0.8, loss.Divergence.ToDouble(), 5);
        Assert.Equal(10 * 1.2, loss.Total.ToDouble(), 4);
    }

    [Fact]
    public void Compute_FreeBits_LeaveNoGradientBelowTheFloor()
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        var mean = tensor([0.2f, 2]).view(1, 2).requires_grad_();
        VaeLoss.Compute(zeros(1, 3), zeros(1, 3), mean, zeros(1, 2), 1, LossKind.Elbo, freeBits: 0.5).Total.backward();
        Assert.Equal([0f, 2f], mean.grad!.data<float>().ToArray());
    }
}
