using MusicCluster.Features.Crops;
using MusicCluster.Models.Data;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>Puts network, tracks and loss together by a model's name.</summary>
internal static class Learners
{
    /// <summary>Hidden units of the Dense VAE and its relatives.</summary>
    private const long DenseHidden = 128;

    /// <summary>The learner of a model that has a network.</summary>
    /// <param name="options">Which model.</param>
    /// <param name="featurePaths">Its feature files, in the order of <see cref="ModelInputs.Files"/>.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="genres">Genre of each track, which only a model that sees genres may be given.</param>
    public static Learner Create(ModelOptions options, IReadOnlyList<string> featurePaths, Device device, IReadOnlyList<string>? genres = null)
    {
        var kind = ModelCatalog.Get(options.Name);
        if (kind.SeesGenres != genres is not null)
        {
            throw new ArgumentException($"Genres {(genres is null ? "are missing for" : "must not reach")} '{kind.Name}'.", nameof(genres));
        }

        return kind.Input switch
        {
            ModelInput.CropStatistics => OnStatistics(options, CropSource.Open(featurePaths[0], featurePaths[1]), device),
            ModelInput.CropLogMel => OnSpectrograms(options, CropSource.Open(featurePaths[0], featurePaths[1]), device),
            _ => OnRows(kind, options, OpenRows(kind, options.Resolve(), featurePaths, genres is null ? null : new GenreCodes(genres)), device),
        };
    }

    /// <summary>The architectures of the study and their relatives.</summary>
    internal static LatentModel Autoencoder(
        ModelKind kind, ModelOptions options, IReadOnlyList<long> rowShape, int trackCount = int.MaxValue, int genreCount = 0)
    {
        var resolved = options.Resolve();
        var latent = resolved.Latent!.Value;
        return kind.Name switch
        {
            "dense-vae" => new DenseAutoencoder(rowShape[0], DenseHidden, latent),
            // A mixture of more components than tracks cannot be fitted.
            "vade" => new Vade(rowShape[0], DenseHidden, latent, Math.Min(resolved.Components!.Value, trackCount)),
            "conv-vae" => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64], kernel: 3, latent, isVariational: true),
            "conv-ae" => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64, 128], kernel: 4, latent, isVariational: false),
            _ => new ConvAutoencoder(rowShape[0], rowShape[1], [32, 64, 128], kernel: 4, latent, isVariational: true, genreCount),
        };
    }

    private static RowSource OpenRows(ModelKind kind, ModelOptions options, IReadOnlyList<string> paths, GenreCodes? genres) => options.Crops is { } crops
        ? RowSource.OpenCrops(paths[0], paths[1], crops, options.Scaling!.Value, genres)
        : RowSource.Open(paths[0], kind.Input == ModelInput.LogMel, options.Scaling!.Value, genres);

    private static AutoencoderLearner OnRows(ModelKind kind, ModelOptions options, RowSource rows, Device device) =>
        new(Autoencoder(kind, options, rows.RowShape, rows.TrackCount, rows.GenreCount), rows, options, device);

    private static CropLearner OnStatistics(ModelOptions options, CropSource source, Device device)
    {
        var plan = new LearningPlan(
            options.LearningRate ?? 2e-3, options.BatchSize ?? 256, WeightDecay: 1e-4, GradientClip: 50, IsOneCycle: true)
        {
            AnnealingEpochs = options.AnnealingEpochs,
            Patience = options.Patience,
        };
        var resolved = options.Resolve();
        var isVariational = options.Name == "consistent-vae";
        var views = new StatisticsViews(source, CropColumns.Of(resolved.Statistics!.Value));
        var net = new StatisticsNet(views.CropLength, resolved.Latent!.Value, isVariational);
        return isVariational
            ? new ConsistentVaeLearner(net, views, plan, resolved, device) { NormPower = resolved.NormPower!.Value }
            : new SiameseLearner(net, views, plan, VicregLoss.Compute, device) { NormPower = resolved.NormPower!.Value };
    }

    private static SiameseLearner OnSpectrograms(ModelOptions options, CropSource source, Device device)
    {
        var plan = new LearningPlan(
            options.LearningRate ?? 1e-3, options.BatchSize ?? 128, WeightDecay: 1e-4, GradientClip: 10, IsOneCycle: true)
        {
            Patience = options.Patience,
        };
        var resolved = options.Resolve();
        var net = new MelNet(source.CropShape[0], resolved.Latent!.Value);
        return new SiameseLearner(net, new MelViews(source), plan, options.Name == "simclr-mel" ? NtXentLoss.Compute : VicregLoss.Compute, device)
        {
            NormPower = resolved.NormPower!.Value,
        };
    }
}
