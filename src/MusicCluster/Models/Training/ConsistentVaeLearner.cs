using MusicCluster.Models.Data;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>A VAE on crop statistics whose means of two crops of one track must agree: ½ Σ squared error + β · KL + 5 · VICReg.</summary>
internal sealed class ConsistentVaeLearner(StatisticsNet net, CropViews views, LearningPlan plan, ModelOptions options, Device device)
    : CropLearner(net, views, plan, device)
{
    private const double ConsistencyWeight = 5;
    private readonly StatisticsNet network = net;

    protected override EpochLoss Accumulate((int Track, int Crop)[] first, (int Track, int Crop)[] second, RandomSource random)
    {
        var (firstTerms, firstMean) = Terms(first, random);
        var (secondTerms, secondMean) = Terms(second, random);
        var consistency = VicregLoss.Compute(network.Project(firstMean), network.Project(secondMean));
        var total = firstTerms.Total.Plus(secondTerms.Total).Times(0.5).Plus(consistency.Times(ConsistencyWeight));
        total.backward();
        return new EpochLoss(
            0,
            0.5 * firstTerms.Reconstruction.Plus(secondTerms.Reconstruction).Number(),
            0.5 * firstTerms.Divergence.Plus(secondTerms.Divergence).Number(),
            total.Number());
    }

    /// <summary>The changed view goes in; the plain crop has to come out.</summary>
    private (LossTerms Terms, Tensor Mean) Terms((int Track, int Crop)[] crops, RandomSource random)
    {
        var (mean, logVariance) = network.EncodeDistribution(Augmented(crops, random));
        Watch(mean);
        var latent = VaeLoss.Sample(mean, logVariance, Noise(random, mean.shape));
        return (VaeLoss.Compute(Plain(crops), network.Decode(latent), mean, logVariance,
            options.Beta!.Value * DivergenceShare, LossKind.Elbo, options.FreeBits), mean);
    }
}
