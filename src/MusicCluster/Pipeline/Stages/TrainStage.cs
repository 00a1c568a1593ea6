using MusicCluster.Embeddings;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Features → one folder per model and seed, each a cache entry of its own.</summary>
internal static class TrainStage
{
    public const string Name = "train";

    /// <summary>Trains what is missing, as many models side by side as there are threads.</summary>
    public static IReadOnlyList<TrainedModel> Run(RunContext context, StageOutput features)
    {
        var device = TorchRuntime.ResolveDevice(context.Profile.Compute.Device);
        var units = Units(context.Profile).ToList();
        var definitions = units.Select(unit => Define(context, features, unit, device, new EpochCounter(context.Progress, 0))).ToList();
        var missing = Enumerable.Range(0, units.Count).Where(i => context.Cache.Find(definitions[i]) is null).ToList();
        var counter = new EpochCounter(context.Progress, missing.Sum(i => units[i].Model.Epochs!.Value));
        // The slow ones first, so that no core waits at the end. A GPU takes one at a time.
        var work = missing.OrderByDescending(i => ModelCatalog.Get(units[i].Model.Name).Input == ModelInput.LogMel)
            .Select(i => Define(context, features, units[i], device, counter)).ToList();
        WorkerThreads.Run(work, device == "cuda" ? 1 : context.ThreadCount, stage => context.Cache.GetOrProduce(stage), context.Cancellation);
        var made = missing.ToHashSet();
        return [.. units.Select((unit, i) => new TrainedModel(
            unit.Model, unit.Seed, context.Cache.GetOrProduce(definitions[i]) with { WasUpToDate = !made.Contains(i) }))];
    }

    private static IEnumerable<Unit> Units(Profile profile)
    {
        foreach (var model in profile.Models.Select(model => model.Resolve()))
        {
            // A closed form has no randomness: one result serves every seed.
            IEnumerable<int?> seeds = ModelCatalog.Get(model.Name).IsClosedForm ? [null] : profile.Seeds.Select(seed => (int?)seed);
            foreach (var seed in seeds)
            {
                yield return new Unit(model, seed);
            }
        }
    }

    private static StageDefinition Define(RunContext context, StageOutput features, Unit unit, string device, EpochCounter counter)
    {
        var file = ModelCatalog.Get(unit.Model.Name).Input == ModelInput.Mfcc ? "mfcc.npy" : "logmel.npy";
        return new StageDefinition(
            Name, 1, new { unit.Model, unit.Seed, Device = device }, [.. features.Files(file)],
            folder => Produce(unit, features.PathOf(file), folder, device, counter, context.Cancellation));
    }

    private static void Produce(
        Unit unit, string featurePath, string folder, string device, EpochCounter counter, CancellationToken cancellation)
    {
        if (unit.Seed is { } seed)
        {
            ModelTraining.Run(unit.Model, seed, featurePath, folder, device, loss => counter.Add(unit.Model, seed, loss), cancellation);
            return;
        }

        var embedding = Baseline.Embed(NpyFile.ReadMatrix(featurePath), unit.Model.Latent!.Value, unit.Model.Scaling);
        NpyWriter.Write(Path.Combine(folder, "embedding.npy"), embedding);
        new ModelSummary(unit.Model.Representation, null, 0, 0, embedding.ColumnCount, embedding.ColumnCount, null, "closed form")
            .Write(Path.Combine(folder, "model.json"));
    }

    private sealed record Unit(ModelOptions Model, int? Seed);

    /// <summary>Adds up the epochs of models that are trained side by side.</summary>
    private sealed class EpochCounter(IProgress<StageProgress> progress, int totalCount)
    {
        private int doneCount;

        public void Add(ModelOptions model, int seed, EpochLoss loss)
        {
            var done = Interlocked.Increment(ref doneCount);
            progress.Report(new StageProgress(
                "training", done, totalCount, "epochs",
                $"{model.Representation} seed {seed}: epoch {loss.Epoch} of {model.Epochs}, loss {loss.Total:G4} = {loss.Reconstruction:G4} + β·{loss.Kl:G4}"));
        }
    }
}

/// <summary>A trained model in the cache.</summary>
/// <param name="Model">Its resolved options.</param>
/// <param name="Seed">Its seed; null for a closed form.</param>
/// <param name="Output">Its folder.</param>
internal sealed record TrainedModel(ModelOptions Model, int? Seed, StageOutput Output)
{
    public ModelSummary Summary() => ModelSummary.Read(Output.PathOf("model.json"));
}
