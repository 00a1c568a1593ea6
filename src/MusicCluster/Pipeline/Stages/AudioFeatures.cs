using MusicCluster.Foundation;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Features from audio, and models that are trained on them.</summary>
internal sealed class AudioFeatures(RunContext context) : IFeatureSource
{
    public StageOutput Features(StageOutput fetched, IStageDistributor? distributor)
    {
        distributor?.Complete(FeatureShards(fetched));
        return FeaturesStage.Run(context, fetched);
    }

    public IReadOnlyList<TrainedModel> Models(StageOutput fetched, StageOutput features, IStageDistributor? distributor)
    {
        distributor?.Complete(TrainStage.Shards(context, fetched, features));
        return TrainStage.Run(context, fetched, features);
    }

    public ShardedWork FeatureShards(StageOutput fetched) => FeaturesStage.Shards(context, fetched);

    /// <exception cref="UserException">The features are not there.</exception>
    public ShardedWork TrainingShards(StageOutput fetched) => TrainStage.Shards(
        context, fetched, FeaturesStage.Find(context, fetched) ?? throw new UserException(
            $"'train --shard' needs the features, which are not in '{context.Cache.Root}'; "
            + "run 'features', or 'merge features', of the same profile first."));
}
