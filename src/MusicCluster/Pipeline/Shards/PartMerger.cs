
namespace MusicCluster.Pipeline.Shards;

/// <summary>Merges one stage's parts that were made elsewhere; other stages run as ever.</summary>
/// <param name="stage">Which.</param>
/// <param name="count">How many parts it was cut into.</param>
internal sealed class PartMerger(string stage, int count) : IStageDistributor
{
    public bool Complete(ShardedWork work) => work.Stage == stage && work.Merge(count);
}
