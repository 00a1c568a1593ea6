using MusicCluster.Embeddings;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Features → one folder per model and seed, each a cache entry of its own.</summary>
internal static class TrainStage
{
    public const string Name = "train";
    private const int Revision = 1;

    /// <summary>Trains what is missing, as many models side by side as there are threads.</summary>
    public static IReadOnlyList<TrainedModel> Run(RunContext context, StageOutput features)
    {
        var device = TorchRuntime.ResolveDevice(context.Profile.Compute.Device);
        var listed = context.Profile.Models.Select(model => model.Resolve()).ToList();
        var trained = TrainAll(context, features, [.. Units([.. listed.Concat(Parts(listed))], context.Profile.Seeds)], device);
        return [.. listed.SelectMany(model => ModelCatalog.Get(model.Name).Parts.Count > 0
            ? context.Profile.Seeds.Select(seed => Compose(context, model, seed, trained))
            : trained.Where(unit => unit.Model == model))];
    }

    /// <summary>Models that others are made of and that the profile does not list itself.</summary>
    private static IEnumerable<ModelOptions> Parts(IReadOnlyList<ModelOptions> listed) =>
        listed.SelectMany(model => ModelCatalog.Get(model.Name).Parts).Distinct()
            .Where(part => listed.All(model => model.Representation != part))
            .Select(part => new ModelOptions(part).Resolve());

    /// <summary>A closed form has no randomness: one result serves every seed.</summary>
    private static IEnumerable<Unit> Units(IReadOnlyList<ModelOptions> models, IReadOnlyList<int> seeds) =>
        from model in models
        let kind = ModelCatalog.Get(model.Name)
        where kind.Parts.Count == 0
        from seed in kind.IsClosedForm ? [null] : seeds.Select(seed => (int?)seed)
        select new Unit(model, seed);

    private static List<TrainedModel> TrainAll(RunContext context, StageOutput features, IReadOnlyList<Unit> units, string device)
    {
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

    private static StageDefinition Define(RunContext context, StageOutput features, Unit unit, string device, EpochCounter counter)
    {
        var files = ModelInputs.Files(ModelCatalog.Get(unit.Model.Name).Input);
        return new StageDefinition(
            Name, Revision, new { unit.Model, unit.Seed, Device = device }, [.. features.Files(files)],
            folder => Produce(unit, [.. files.Select(features.PathOf)], folder, device, counter, context.Cancellation))
        {
            Resumes = true,
        };
    }

    private static void Produce(
        Unit unit, IReadOnlyList<string> featurePaths, string folder, string device, EpochCounter counter, CancellationToken cancellation)
    {
        if (unit.Seed is { } seed)
        {
            ModelTraining.Run(unit.Model, seed, featurePaths, folder, device, loss => counter.Add(unit.Model, seed, loss), cancellation);
            return;
        }

        var embedding = Baseline.Embed(NpyFile.ReadMatrix(featurePaths[0]), unit.Model.Latent!.Value, unit.Model.Scaling);
        NpyWriter.Write(Path.Combine(folder, "embedding.npy"), embedding);
        new ModelSummary(unit.Model.Representation, null, 0, 0, embedding.ColumnCount, embedding.ColumnCount, null, "closed form")
            .Write(Path.Combine(folder, "model.json"));
    }

    /// <summary>A model made of others' latent blocks, of the same seed.</summary>
    private static TrainedModel Compose(RunContext context, ModelOptions model, int seed, IReadOnlyList<TrainedModel> trained)
    {
        var parts = ModelCatalog.Get(model.Name).Parts
            .Select(part => trained.First(unit => unit.Model.Representation == part && unit.Seed == seed)).ToList();
        var inputs = parts.SelectMany(part => part.Inputs(part.Model.Representation)).ToList();
        var output = context.Cache.GetOrProduce(new StageDefinition(
            Name, Revision, new { Model = model, Seed = seed }, inputs, folder => WriteComposed(model, seed, parts, folder)));
        return new TrainedModel(model, seed, output with { WasUpToDate = output.WasUpToDate && parts.All(part => part.Output.WasUpToDate) });
    }

    private static void WriteComposed(ModelOptions model, int seed, List<TrainedModel> parts, string folder)
    {
        var summaries = parts.Select(part => part.Summary()).ToList();
        var failed = summaries.FirstOrDefault(summary => !summary.IsTrained);
        if (failed is null)
        {
            NpyWriter.Write(
                Path.Combine(folder, "embedding.npy"),
                BlockFusion.Concatenate([.. parts.Select(part => NpyFile.ReadMatrix(part.Output.PathOf("embedding.npy")))]));
        }

        var (active, latent) = (summaries.Sum(summary => summary.ActiveCount), summaries.Sum(summary => summary.Latent));
        new ModelSummary(
            model.Representation, seed, summaries.Sum(summary => summary.ParameterCount), summaries.Max(summary => summary.EpochCount), latent, active, null,
            failed is null ? LatentHealth.Verdict(active, latent) : ModelSummary.Failure($"its part {failed.Representation} {failed.Verdict}"))
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
            var terms = double.IsNaN(loss.Reconstruction) ? "" : $" = {loss.Reconstruction:G4} + β·{loss.Kl:G4}";
            progress.Report(new StageProgress(
                "training", done, totalCount, "epochs",
                $"{model.Representation} seed {seed}: epoch {loss.Epoch} of {model.Epochs}, loss {loss.Total:G4}{terms}"));
        }
    }
}
