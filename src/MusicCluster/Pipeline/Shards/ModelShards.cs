using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Shards;

/// <summary>Training: a shard is a set of model × seed pairs, each an output of its own in the cache, so there is nothing to join.</summary>
/// <remarks>The slow pairs are dealt out first, one to each shard in turn, so that all shards take about as long.</remarks>
internal sealed class ModelShards(RunContext context, StageOutput fetched, StageOutput features) : ShardedWork
{
    private readonly List<TrainUnit> units = [.. TrainUnit.Of(context.Profile).OrderByDescending(unit => unit.IsSlow)];
    private readonly TrainInputs inputs = new(context, fetched, features);
    private List<StageDefinition>? definitions;

    public override string Stage => TrainStage.Name;

    public override string Key => Digest.OfText(string.Join('\n', Definitions.Select(StageCache.KeyOf)));

    public override bool IsComplete => Definitions.All(IsMade);

    private List<StageDefinition> Definitions => definitions ??= Define(new EpochCounter(context.Progress, 0));

    public override bool IsThere(Shard shard) => Own(Definitions, shard).All(IsMade);

    public override StageResult Run(Shard shard)
    {
        var made = Own(Definitions, shard).Select(IsMade).ToList();
        var own = Own(units, shard).ToList();
        var epochCount = own.Where((_, i) => !made[i]).Sum(unit => unit.Model.Epochs!.Value);
        var work = Own(Define(new EpochCounter(context.Progress, epochCount)), shard).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Workers.ForEach(
            work, stage => context.Cache.GetOrRace(stage), TrainStage.DeviceOf(context.Profile) == "cuda" ? 1 : int.MaxValue, context.Cancellation);
        return new StageResult(
            Stage, Path.Combine(context.Cache.Root, Stage), made.All(isMade => isMade),
            string.Create(CultureInfo.InvariantCulture, $"shard {shard}, {own.Count} of {units.Count} trainings"), watch.Elapsed.TotalSeconds);
    }

    protected override void Join(int count) => Definitions.ForEach(context.Cache.RemoveCopies);

    private static IEnumerable<T> Own<T>(IEnumerable<T> all, Shard shard) => all.Where((_, i) => i % shard.Count == shard.Index - 1);

    private bool IsMade(StageDefinition stage) => context.Cache.Find(stage) is not null;

    private List<StageDefinition> Define(EpochCounter counter) =>
        [.. units.Select(unit => TrainStage.Define(context, inputs, unit, TrainStage.DeviceOf(context.Profile), counter))];
}
