using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>From a feature file to a trained model's folder.</summary>
public static class ModelTraining
{
    /// <summary>Tracks whose reconstructions are kept to be looked at.</summary>
    private const int PictureCount = 3;

    /// <summary>Trains one model with one seed on the calling thread.</summary>
    /// <param name="options">A model that is trained by gradient descent.</param>
    /// <param name="seed">Root of all its randomness.</param>
    /// <param name="featurePath">float32 rows, one per track.</param>
    /// <param name="folder">
    /// Gets <c>embedding.npy</c>, <c>weights.safetensors</c>, <c>loss.csv</c>, <c>units.csv</c>, <c>model.json</c> and, for
    /// pictures, <c>reconstructions.npy</c> [3 × (original, reconstruction), bands, frames]. A failed training leaves its curve and verdict only.
    /// </param>
    /// <param name="deviceName">auto, cpu or cuda.</param>
    /// <param name="onEpoch">Told after each epoch.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static ModelSummary Run(
        ModelOptions options, int seed, string featurePath, string folder, string deviceName, Action<EpochLoss> onEpoch, CancellationToken cancellation)
    {
        var device = TorchRuntime.Device(deviceName);
        // One thread per model: results do not depend on how many models are trained side by side.
        TorchRuntime.UseThreads(1);
        var kind = ModelCatalog.Get(options.Name);
        var seeds = new SeedSequence((ulong)seed).Derive($"model/{options.Representation}");
        using var scope = NewDisposeScope();
        using var rows = RowSource.Open(featurePath, isPerColumn: kind.Input == ModelInput.Mfcc);
        using var model = Create(kind, options, rows.RowShape);
        WeightInitializer.Initialize(model, seeds.Derive("weights").CreateSource());
        model.to(device);
        var (curve, failure) = new Trainer(model, rows, options, device, seeds.Derive("training").CreateSource()).Train(onEpoch, cancellation);
        WriteCurve(Path.Combine(folder, "loss.csv"), curve);
        var space = failure.Length == 0 ? LatentSpace.Of(model, rows, device, cancellation) : null;
        var summary = Summarise(options, seed, model, curve.Count, space, failure);
        summary.Write(Path.Combine(folder, "model.json"));
        if (space is not null)
        {
            NpyWriter.Write(Path.Combine(folder, "embedding.npy"), space.Means);
            WriteUnits(Path.Combine(folder, "units.csv"), space);
            WriteWeights(Path.Combine(folder, "weights.safetensors"), model, options);
            WritePictures(Path.Combine(folder, "reconstructions.npy"), model, rows, device);
        }

        return summary;
    }

    /// <summary>The architectures of the study.</summary>
    internal static LatentModel Create(ModelKind kind, ModelOptions options, IReadOnlyList<long> rowShape)
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

    private static ModelSummary Summarise(
        ModelOptions options, int seed, LatentModel model, int epochCount, LatentSpace? space, string failure)
    {
        var latent = options.Resolve().Latent!.Value;
        var active = space is null ? 0 : LatentHealth.Variances(space.Means).Count(variance => variance > LatentHealth.ActiveVariance);
        var verdict = space is null ? ModelSummary.Failure(failure) : LatentHealth.Verdict(active, latent);
        var error = space is { RelativeError: var value } && double.IsFinite(value) ? value : (double?)null;
        return new ModelSummary(options.Representation, seed, model.ParameterCount(), epochCount, latent, active, error, verdict);
    }

    private static void WriteCurve(string path, IReadOnlyList<EpochLoss> curve)
    {
        var table = new CsvTable("epoch", "reconstruction", "kl", "total");
        foreach (var loss in curve)
        {
            table.Add(loss.Epoch, loss.Reconstruction, loss.Kl, loss.Total);
        }

        table.Write(path);
    }

    private static void WriteUnits(string path, LatentSpace space)
    {
        var table = new CsvTable("unit", "variance", "kl", "active");
        var variances = LatentHealth.Variances(space.Means);
        for (var unit = 0; unit < variances.Length; unit++)
        {
            object? kl = space.DivergencePerDimension.Length == 0 ? null : space.DivergencePerDimension[unit];
            table.Add(unit, variances[unit], kl, variances[unit] > LatentHealth.ActiveVariance ? "yes" : "no");
        }

        table.Write(path);
    }

    private static void WriteWeights(string path, LatentModel model, ModelOptions options)
    {
        var tensors = model.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value.shape, pair.Value.cpu().detach().data<float>().ToArray()))
            .ToList();
        var metadata = new Dictionary<string, string>
        {
            ["model"] = options.Name,
            ["latent"] = options.Resolve().Latent!.Value.ToString(CultureInfo.InvariantCulture),
        };
        SafetensorsFile.Write(path, tensors, metadata);
    }

    private static void WritePictures(string path, LatentModel model, RowSource rows, Device device)
    {
        if (rows.RowShape.Count != 2)
        {
            return;
        }

        using var noGradient = no_grad();
        int[] chosen = [.. Enumerable.Range(0, Math.Min(PictureCount, rows.RowCount)).Select(i => i * rows.RowCount / PictureCount)];
        var input = rows.Batch(chosen, device);
        var pairs = stack([input, model.Decode(model.Encode(input).Mean)], 1).flatten(0, 1).cpu();
        using var writer = new NpyWriter(path, [.. rows.RowShape]);
        for (var i = 0; i < pairs.shape[0]; i++)
        {
            writer.WriteRow(i, pairs[i].contiguous().data<float>().ToArray());
        }

        writer.Complete(pairs.shape[0]);
    }
}
