using System.Globalization;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Shards;

/// <summary>A stage that treats each track by itself.</summary>
/// <remarks>
/// A part's key holds its own tracks and nothing of the others or of the number of parts: when the list grows, parts without a new
/// track are there already.
/// </remarks>
/// <param name="context">The run.</param>
/// <param name="whole">The stage as it is done without parts.</param>
/// <param name="ids">Its tracks in order.</param>
/// <param name="rows">Every line of its input tables, with its track's id: what a part depends on.</param>
/// <param name="produce">Does the tracks of one part.</param>
/// <param name="join">From the parts' folders, in order, to the whole's.</param>
internal sealed class TrackShards(
    RunContext context, StageDefinition whole, IReadOnlyList<string> ids, IReadOnlyList<(string Id, string Line)> rows,
    Action<Shard, string> produce, Action<IReadOnlyList<string>, string> join) : ShardedWork
{
    private readonly Dictionary<int, IReadOnlyList<StageDefinition>> parts = [];

    public override string Stage => whole.Name;

    public override string Key { get; } = StageCache.KeyOf(whole);

    /// <summary>What every track depends on.</summary>
    public IReadOnlyList<StageInput> SharedInputs { get; init; } = [];

    /// <summary>Whether an output that is there is to be made again by a new run, e.g. because a service did not answer.</summary>
    public Func<StageOutput, bool> IsToBeDoneAgain { get; init; } = _ => false;

    public override bool IsComplete => context.Cache.Find(whole) is { } found && !IsToBeDoneAgain(found);

    public override bool IsThere(Shard shard) => context.Cache.Find(Part(shard)) is not null;

    public override StageResult Run(Shard shard)
    {
        ForgetIfToBeDoneAgain(Part(shard));
        var output = IsComplete ? context.Cache.Find(whole)! : context.Cache.GetOrRace(Part(shard));
        var trackCount = ids.Count(id => Shard.IndexOf(id, shard.Count) == shard.Index);
        return new StageResult(
            Stage, output.Folder, output.WasUpToDate,
            string.Create(CultureInfo.InvariantCulture, $"shard {shard}, {trackCount} of {ids.Count} tracks"), output.Seconds);
    }

    public override void Renew(int count)
    {
        foreach (var index in Enumerable.Range(1, count))
        {
            ForgetIfToBeDoneAgain(Part(new Shard(index, count)));
        }
    }

    protected override void Join(int count)
    {
        ForgetIfToBeDoneAgain(whole);
        var found = Enumerable.Range(1, count).Select(index => context.Cache.Find(Part(new Shard(index, count)))!.Folder).ToList();
        context.Cache.GetOrProduce(whole with { Produce = folder => join(found, folder) });
        foreach (var part in parts[count])
        {
            context.Cache.RemoveCopies(part);
        }
    }

    private void ForgetIfToBeDoneAgain(StageDefinition stage)
    {
        if (context.Cache.Find(stage) is { } found && IsToBeDoneAgain(found))
        {
            context.Cache.Forget(stage);
        }
    }

    private StageDefinition Part(Shard shard)
    {
        lock (parts)
        {
            if (!parts.TryGetValue(shard.Count, out var definitions))
            {
                parts[shard.Count] = definitions = Define(shard.Count);
            }

            return definitions[shard.Index - 1];
        }
    }

    private List<StageDefinition> Define(int count)
    {
        var lines = Enumerable.Range(0, count).Select(_ => new List<string>()).ToList();
        foreach (var (id, line) in rows)
        {
            lines[Shard.IndexOf(id, count) - 1].Add(line);
        }

        return [.. lines.Select((own, i) => whole with
        {
            Name = whole.Name + "-part",
            Inputs = [new StageInput("tracks", Digest.OfText(string.Join('\n', own))), .. SharedInputs],
            Produce = folder => produce(new Shard(i + 1, count), folder),
        })];
    }
}
