using MusicCluster.Foundation;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline;

/// <summary>Runs the stages, forward, up to the stage asked for.</summary>
public sealed class PipelineRun
{
    private readonly RunContext context;
    private readonly Action<StageResult>? onStage;
    private readonly IStageDistributor? distributor;

    /// <summary>A run on this machine.</summary>
    /// <param name="context">What the stages share.</param>
    /// <param name="onStage">Called after each stage, or null.</param>
    public PipelineRun(RunContext context, Action<StageResult>? onStage = null)
        : this(context, onStage, null)
    {
    }

    /// <summary>A run whose long stages may be done elsewhere.</summary>
    /// <param name="context">What the stages share.</param>
    /// <param name="onStage">Called after each stage, or null.</param>
    /// <param name="distributor">Runs long stages in parts, perhaps elsewhere; null: they run here and whole.</param>
    internal PipelineRun(RunContext context, Action<StageResult>? onStage, IStageDistributor? distributor) =>
        (this.context, this.onStage, this.distributor) = (context, onStage, distributor);

    /// <summary>The stages in order, with what each does.</summary>
    public static IReadOnlyList<(string Name, string Description)> StageDescriptions { get; } =
        [.. StageList.All.Select(stage => (stage.Name, stage.Description))];

    /// <summary>The stages in order.</summary>
    public static IReadOnlyList<string> StageNames { get; } = [.. StageList.All.Select(stage => stage.Name)];

    /// <summary>The stages that can run in parts.</summary>
    internal static IReadOnlyList<string> ShardedStageNames { get; } =
        [.. StageList.All.Where(stage => stage.Shards is not null).Select(stage => stage.Name)];

    /// <summary>Runs a stage and whatever it needs that is missing.</summary>
    /// <param name="last">One of <see cref="StageNames"/>.</param>
    /// <returns>What the stages made.</returns>
    /// <exception cref="UserException">Something that the user can fix is wrong; the sentence says what.</exception>
    public RunResult Run(string last)
    {
        Workers.Limit = context.ThreadCount;
        var results = new List<StageResult>();
        var walk = new StageWalk(context, Collect(results), distributor);
        foreach (var stage in StageList.UpTo(last))
        {
            stage.Run(walk);
        }

        return new RunResult(context.OutputFolder, results);
    }

    /// <summary>Runs one part of a stage; what comes before that stage must be there, the corpus excepted.</summary>
    /// <param name="stage">One of <see cref="ShardedStageNames"/>.</param>
    /// <param name="shard">Which part.</param>
    /// <exception cref="UserException">The stage does not run in parts, or what it needs is not there.</exception>
    internal void RunShard(string stage, Shard shard)
    {
        Workers.Limit = context.ThreadCount;
        var shards = StageList.Get(stage).Shards
            ?? throw new UserException($"'{stage}' does not run in parts; those that do are {string.Join(", ", ShardedStageNames)}.");
        var walk = new StageWalk(context, _ => { }, null);
        walk.Fetch();
        onStage?.Invoke(shards(walk).Run(shard));
    }

    private Action<StageResult> Collect(List<StageResult> results) => result =>
    {
        results.Add(result);
        onStage?.Invoke(result);
    };
}
