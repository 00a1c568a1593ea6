using MusicCluster.Foundation.Tables;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>From a feature file to a trained model's folder.</summary>
internal static class ModelTraining
{
    /// <summary>Trains one model with one seed on the calling thread.</summary>
    /// <param name="options">A model that has a network.</param>
    /// <param name="seed">Root of all its randomness.</param>
    /// <param name="featurePaths">Its feature files, in the order of <see cref="ModelInputs.Files"/>.</param>
    /// <param name="folder">
    /// Gets <c>embedding.npy</c>, <c>weights.safetensors</c>, <c>config.json</c>, <c>loss.csv</c>, <c>units.csv</c>, <c>model.json</c>,
    /// <c>timing.json</c> and, for log-mel spectrograms, <c>reconstructions.npy</c> [3 × (original, reconstruction), bands, frames]. A failed
    /// training leaves its curve and verdict only.
    /// </param>
    /// <param name="deviceName">auto, cpu or cuda.</param>
    /// <param name="onEpoch">Called after each epoch.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="genres">Genre of each track, for a model that sees genres and for no other.</param>
    public static ModelSummary Run(
        ModelOptions options, int seed, IReadOnlyList<string> featurePaths, string folder, string deviceName, Action<EpochLoss> onEpoch,
        CancellationToken cancellation, IReadOnlyList<string>? genres = null)
    {
        var device = TorchRuntime.Device(deviceName);
        if (genres is not null && genres.All(genre => genre.Length == 0))
        {
            return WriteFailure(options, seed, folder, "no track has a genre to be shown");
        }

        // One thread per model: results do not depend on how many models are trained side by side.
        TorchRuntime.UseThreads(1);
        var seeds = new SeedSequence((ulong)seed).Derive($"model/{options.Representation}");
        using var scope = NewDisposeScope();
        using var learner = Learners.Create(options, featurePaths, device, genres);
        WeightInitializer.Initialize(learner.Module, seeds.Derive("weights").CreateSource());
        learner.Module.to(device);
        var checkpointPath = Path.Combine(folder, "checkpoint.safetensors");
        var trainer = new Trainer(
            learner, options.Resolve().Epochs!.Value, seeds.Derive("training").CreateSource(),
            new Checkpoint(checkpointPath, Checkpoint.ConfigurationOf(options, seed)));
        var clock = new EpochClock();
        var (curve, failure) = trainer.Train(clock.Before(onEpoch), cancellation);
        var isTrained = ModelCatalog.Get(options.Name).IsTrained;
        if (isTrained)
        {
            WriteCurve(folder, curve);
        }

        learner.Module.eval();
        using var noGradient = no_grad();
        var space = failure.Length == 0 ? learner.Encode(cancellation) : null;
        clock.Write(Path.Combine(folder, EpochClock.FileName), learner.SampleCount, curve.Count);
        var summary = Summarize(options, seed, learner.Module, curve.Count, space, failure);
        if (space is not null)
        {
            NpyWriter.Write(Path.Combine(folder, "embedding.npy"), space.Means);
            WriteUnits(folder, space);
            ModelExport.Write(folder, learner.Module, options, seed);
            if (isTrained)
            {
                WriteSpectrograms(Path.Combine(folder, "reconstructions.npy"), space.Spectrograms);
            }
        }

        summary.Write(Path.Combine(folder, "model.json"));
        // Last: a training that is stopped before goes on from its checkpoint.
        File.Delete(checkpointPath);
        return summary;
    }

    private static ModelSummary WriteFailure(ModelOptions options, int seed, string folder, string reason)
    {
        var summary = new ModelSummary(
            options.Representation, seed, 0, 0, options.Resolve().Latent!.Value, 0, null,
            ModelSummary.Failure(reason), Objective.Of(options, null), options.Note());
        summary.Write(Path.Combine(folder, "model.json"));
        return summary;
    }

    private static ModelSummary Summarize(
        ModelOptions options, int seed, nn.Module model, int epochCount, LatentSpace? space, string failure)
    {
        var latent = options.Resolve().Latent!.Value;
        var active = space is null ? 0 : LatentHealth.Variances(space.Means).Count(variance => variance > LatentHealth.ActiveVariance);
        var isTrained = ModelCatalog.Get(options.Name).IsTrained;
        // The scale of weights that nothing has changed is arbitrary: how much its units vary says nothing.
        var verdict = space is null ? ModelSummary.Failure(failure) : isTrained ? LatentHealth.Verdict(active, latent) : "untrained";
        var error = space?.RelativeError is { } value && double.IsFinite(value) && isTrained ? value : (double?)null;
        var variance = (model as LatentModel)?.LogObservationVariance is { } logarithm ? Math.Exp(logarithm.Number()) : (double?)null;
        return new ModelSummary(
            options.Representation, seed, model.parameters().Sum(parameter => parameter.numel()), epochCount, latent, active, error, verdict,
            Objective.Of(options, variance), options.Note());
    }

    private static void WriteCurve(string folder, IReadOnlyList<EpochLoss> curve) =>
        Table.Write(folder, curve.Select(loss => new LossRow(loss.Epoch, loss.Reconstruction, loss.Kl, loss.Total)));

    private static void WriteUnits(string folder, LatentSpace space) =>
        Table.Write(folder, LatentHealth.Variances(space.Means).Select((variance, unit) => new UnitRow(
            unit, variance, space.DivergencePerDimension.Length == 0 ? null : space.DivergencePerDimension[unit], variance > LatentHealth.ActiveVariance)));

    private static void WriteSpectrograms(string path, IReadOnlyList<(long[] Shape, float[] Values)> spectrograms)
    {
        if (spectrograms.Count == 0)
        {
            return;
        }

        using var writer = new NpyWriter(path, spectrograms[0].Shape);
        for (var i = 0; i < spectrograms.Count; i++)
        {
            writer.WriteRow(i, spectrograms[i].Values);
        }

        writer.Complete(spectrograms.Count);
    }
}
