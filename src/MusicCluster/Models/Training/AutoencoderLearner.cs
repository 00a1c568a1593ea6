using MusicCluster.Clusters.Partitioning;
using MusicCluster.Models.Data;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>Learns to rebuild a track from its latent vector: the study's autoencoders and their relatives.</summary>
internal sealed class AutoencoderLearner : Learner
{
    private const double DefaultRate = 1e-3;
    private const int DefaultBatchSize = 32;

    /// <summary>The activations of so few spectrograms stay in a core's cache: training is an eighth faster than with 32 at once.</summary>
    private const int PartLength = 8;

    /// <summary>Added to every variance of the prior's start, so that no component shrinks to a point.</summary>
    private const double PriorVarianceFloor = 1e-3;

    private readonly LatentModel model;
    private readonly RowSource rows;
    private readonly ModelOptions options;
    private bool isPretraining;

    public AutoencoderLearner(LatentModel model, RowSource rows, ModelOptions options, Device device)
        : base(model, PlanOf(options), device)
    {
        (this.model, this.rows, this.options) = (model, rows, options.Resolve());
        if (options.LearnVariance)
        {
            model.LearnObservationVariance(options.Variance);
        }
    }

    public override int SampleCount => rows.RowCount;

    public override void BeginEpoch(int epoch, RandomSource random)
    {
        isPretraining = epoch <= options.PretrainingEpochs;
        if (epoch == options.PretrainingEpochs + 1 && model is Vade mixture)
        {
            using var noGradient = no_grad();
            var means = LatentSpace.Encode(model, rows, Device, CancellationToken.None);
            // Weights that are no longer finite give a loss that is not finite either, which ends the training with its reason.
            if (means.Values.All(double.IsFinite))
            {
                mixture.Start(GaussianMixture.Fit(
                    means, mixture.ComponentCount, isDiagonal: true, initCount: 1, random, varianceFloor: PriorVarianceFloor));
            }
        }
    }

    /// <summary>The gradient of the mean over the batch, summed up part by part.</summary>
    public override EpochLoss Accumulate(ReadOnlySpan<int> samples, RandomSource random)
    {
        var (reconstruction, divergence, total) = (0.0, 0.0, 0.0);
        // Free bits are counted on the mean over the batch, so that the batch must be one part.
        var partLength = options.FreeBits > 0 ? samples.Length : PartLength;
        for (var start = 0; start < samples.Length; start += partLength)
        {
            using var scope = NewDisposeScope();
            var part = samples.Slice(start, Math.Min(partLength, samples.Length - start));
            var share = (double)part.Length / samples.Length;
            var loss = Loss(part, random);
            loss.Total.Times(share).backward();
            reconstruction += share * loss.Reconstruction.Number();
            divergence += share * loss.Divergence.Number();
            total += share * loss.Total.Number();
        }

        return new EpochLoss(0, reconstruction, divergence, total);
    }

    public override LatentSpace Encode(CancellationToken cancellation) => LatentSpace.Of(model, rows, Device, cancellation);

    public override void Dispose()
    {
        base.Dispose();
        rows.Dispose();
    }

    private static LearningPlan PlanOf(ModelOptions options) => new(options.LearningRate ?? DefaultRate, options.BatchSize ?? DefaultBatchSize)
    {
        AnnealingEpochs = options.AnnealingEpochs,
        PretrainingEpochs = options.Resolve().PretrainingEpochs!.Value,
        Patience = options.Patience,
    };

    private LossTerms Loss(ReadOnlySpan<int> part, RandomSource random)
    {
        var (input, condition) = (rows.Batch(part, Device), rows.Condition(part, Device));
        var (mean, logVariance) = model.Encode(input, condition);
        Watch(mean);
        if (logVariance is null || isPretraining)
        {
            var plain = Reconstruction(input, model.Decode(mean, condition));
            return new LossTerms(plain, zeros_like(plain), plain);
        }

        var latent = VaeLoss.Sample(mean, logVariance, Noise(random, mean.shape));
        var error = Reconstruction(input, model.Decode(latent, condition));
        var (perDimension, perTrack) = model.Divergence(mean, logVariance, latent);
        return VaeLoss.Total(error, perDimension, perTrack, options.Beta!.Value * DivergenceShare, options.Loss, options.FreeBits);
    }

    private Tensor Reconstruction(Tensor input, Tensor rebuilt) =>
        VaeLoss.Reconstruction(input, rebuilt, options.Loss, options.Variance, model.LogObservationVariance);
}
