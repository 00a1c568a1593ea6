using MusicCluster.Embeddings;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages.Training;

/// <summary>Features → one folder per model and seed, each a cache entry of its own.</summary>
/// <remarks>Genres are an input of those models alone whose note says that they are shown them: other genres change no other model's key.</remarks>
internal static class TrainStage
{
    public const string Name = "train";
    private const int Revision = 5;

    /// <summary>Trains what is missing, as many models side by side as there are threads.</summary>
    public static IReadOnlyList<TrainedModel> Run(RunContext context, StageOutput fetched, StageOutput features)
    {
        var listed = context.Profile.Models.Select(model => model.Resolve()).ToList();
        var trained = TrainAll(context, new TrainInputs(context, fetched, features), TrainUnit.Of(context.Profile), DeviceOf(context.Profile));
        return [.. listed.SelectMany(model => ModelCatalog.Get(model.Name).Parts.Count > 0
            ? context.Profile.Seeds.Select(seed => Compose(context, model, seed, trained))
            : trained.Where(unit => unit.Model == model))];
    }

    /// <summary>The work in parts.</summary>
    public static ShardedWork Shards(RunContext context, StageOutput fetched, StageOutput features) => new ModelShards(context, fetched, features);

    /// <summary>cpu or cuda. A device that is asked for by name may be on another machine: training itself looks for it.</summary>
    public static string DeviceOf(Profile profile) =>
        profile.Compute.Device == "auto" ? TorchRuntime.ResolveDevice("auto") : profile.Compute.Device;

    private static List<TrainedModel> TrainAll(RunContext context, TrainInputs inputs, IReadOnlyList<TrainUnit> units, string device)
    {
        var definitions = units.Select(unit => Define(context, inputs, unit, device, new EpochCounter(context.Progress, 0))).ToList();
        var missing = Enumerable.Range(0, units.Count).Where(i => context.Cache.Find(definitions[i]) is null).ToList();
        var counter = new EpochCounter(context.Progress, missing.Sum(i => units[i].Model.Epochs!.Value));
        // The slow ones first, so that no core waits at the end. A GPU takes one at a time.
        var work = missing.OrderByDescending(i => units[i].IsSlow)
            .Select(i => Define(context, inputs, units[i], device, counter)).ToList();
        Workers.ForEach(work, stage => context.Cache.GetOrProduce(stage), device == "cuda" ? 1 : int.MaxValue, context.Cancellation);
        var made = missing.ToHashSet();
        return [.. units.Select((unit, i) => new TrainedModel(
            unit.Model, unit.Seed, context.Cache.GetOrProduce(definitions[i]) with { WasUpToDate = !made.Contains(i) }))];
    }

    /// <summary>One training as a piece of work with a key of its own.</summary>
    internal static StageDefinition Define(RunContext context, TrainInputs inputs, TrainUnit unit, string device, EpochCounter counter)
    {
        var kind = ModelCatalog.Get(unit.Model.Name);
        return new StageDefinition(
            Name, Revision + kind.Revision, new { unit.Model, unit.Seed, Device = kind.HasNetwork ? device : null }, inputs.Of(unit.Model),
            folder => Produce(unit, inputs, folder, device, counter, context.Cancellation))
        {
            Resumes = true,
        };
    }

    private static void Produce(TrainUnit unit, TrainInputs inputs, string folder, string device, EpochCounter counter, CancellationToken cancellation)
    {
        var kind = ModelCatalog.Get(unit.Model.Name);
        if (kind.HasNetwork)
        {
            ModelTraining.Run(
                unit.Model, unit.Seed!.Value, inputs.PathsOf(unit.Model), folder, device, loss => counter.Add(unit.Model, unit.Seed.Value, loss),
                cancellation, kind.SeesGenres ? inputs.Genres : null);
            return;
        }

        if (kind.Family == ModelFamily.Discriminant)
        {
            DiscriminantTraining.Run(unit.Model, inputs.PathsOf(unit.Model), folder);
            return;
        }

        ClosedForm.Write(folder, unit.Model, unit.Seed, Project(unit, kind, inputs));
    }

    private static Matrix Project(TrainUnit unit, ModelKind kind, TrainInputs inputs)
    {
        var features = inputs.Matrix(unit.Model);
        var latent = unit.Model.Latent!.Value;
        return kind.Family == ModelFamily.RandomProjection
            ? Baseline.Project(features, latent, new SeedSequence((ulong)unit.Seed!.Value).Derive($"model/{unit.Model.Representation}").CreateSource())
            : Baseline.Embed(features, latent, unit.Model.Scaling!.Value);
    }

    /// <summary>A model made of others' latent blocks, of the same seed.</summary>
    private static TrainedModel Compose(RunContext context, ModelOptions model, int seed, IReadOnlyList<TrainedModel> trained)
    {
        var parts = ModelCatalog.Get(model.Name).Parts
            .Select(part => trained.First(unit => unit.Model.Representation == part && (unit.Seed ?? seed) == seed)).ToList();
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
            failed is null ? LatentHealth.Verdict(active, latent) : ModelSummary.Failure($"its part {failed.Representation} {failed.Verdict}"),
            string.Join(" + ", summaries.Select(summary => summary.Objective)), model.Note())
            .Write(Path.Combine(folder, "model.json"));
    }
}
