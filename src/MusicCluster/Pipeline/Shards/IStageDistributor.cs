namespace MusicCluster.Pipeline.Shards;

/// <summary>Sees to it that a stage's work is done in parts before the stage is run, which then finds it up to date.</summary>
internal interface IStageDistributor
{
    /// <summary>Leaves the work complete, or leaves it to the stage.</summary>
    /// <returns>Whether the parts were joined now.</returns>
    bool Complete(ShardedWork work);
}

/// <summary>Merges one stage's parts that were made elsewhere; other stages run as ever.</summary>
/// <param name="stage">Which.</param>
/// <param name="count">How many parts it was cut into.</param>
internal sealed class PartMerger(string stage, int count) : IStageDistributor
{
    public bool Complete(ShardedWork work) => work.Stage == stage && work.Merge(count);
}
