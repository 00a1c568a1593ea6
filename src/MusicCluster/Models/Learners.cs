using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>Puts network, tracks and loss together by a model's name.</summary>
internal static class Learners
{
    /// <summary>The learner of a model that is trained.</summary>
    /// <param name="options">Which model.</param>
    /// <param name="featurePaths">Its feature files, in the order of <see cref="ModelInputs.Files"/>.</param>
    /// <param name="device">Where to compute.</param>
    public static Learner Create(ModelOptions options, IReadOnlyList<string> featurePaths, Device device)
    {
        var kind = ModelCatalog.Get(options.Name);
        return kind.Input switch
        {
            ModelInput.CropStatistics => OnStatistics(options, CropSource.Open(featurePaths[0], featurePaths[1]), device),
            ModelInput.CropLogMel => OnPictures(options, CropSource.Open(featurePaths[0], featurePaths[1]), device),
            _ => OnTracks(kind, options, RowSource.Open(featurePaths[0], isPerColumn: kind.Input == ModelInput.Mfcc), device),
        };
    }

    /// <summary>The architectures of the study.</summary>
    internal static LatentModel Autoencoder(ModelKind kind, ModelOptions options, IReadOnlyList<long> rowShape)
    {
        var latent = options.Resolve().Latent!.Value;
        return kind.Name switch
        {
            "dense-vae" => new DenseAutoencoder(rowShape[0], hidden: 128, latent),
            "conv-vae" => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64], kernel: 3, latent, isVariational: true),
            "conv-ae" => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64, 128], kernel: 4, latent, isVariational: false),
            _ => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64, 128], kernel: 4, latent, isVariational: true),
        };
    }

    private static AutoencoderLearner OnTracks(ModelKind kind, ModelOptions options, RowSource rows, Device device) =>
        new(Autoencoder(kind, options, rows.RowShape), rows, options, device);

    private static CropLearner OnStatistics(ModelOptions options, CropSource source, Device device)
    {
        var plan = new LearningPlan(
            options.LearningRate ?? 2e-3, options.BatchSize ?? 256, WeightDecay: 1e-4, GradientClip: 50, IsOneCycle: true);
        var resolved = options.Resolve();
        var isVariational = options.Name == "consistent-vae";
        var net = new StatisticsNet(source.CropLength, resolved.Latent!.Value, isVariational);
        return isVariational
            ? new ConsistentVaeLearner(net, new StatisticsViews(source), plan, resolved.Beta!.Value, device)
            : new SiameseLearner(net, new StatisticsViews(source), plan, VicregLoss.Compute, device);
    }

    private static SiameseLearner OnPictures(ModelOptions options, CropSource source, Device device)
    {
        var plan = new LearningPlan(
            options.LearningRate ?? 1e-3, options.BatchSize ?? 128, WeightDecay: 1e-4, GradientClip: 10, IsOneCycle: true);
        var net = new MelNet(source.CropShape[0], options.Resolve().Latent!.Value);
        return new SiameseLearner(
            net, new MelViews(source), plan, options.Name == "simclr-mel" ? ContrastLoss.Compute : VicregLoss.Compute, device);
    }
}
