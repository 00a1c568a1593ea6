namespace MusicCluster.Pipeline.Shards;

/// <summary>Sees to it that a stage's work is done in parts before the stage is run, which then finds it up to date.</summary>
internal interface IStageDistributor
{
    /// <summary>Leaves the work complete, or leaves it to the stage.</summary>
    /// <returns>Whether the parts were joined now.</returns>
    bool Complete(ShardedWork work);
}
