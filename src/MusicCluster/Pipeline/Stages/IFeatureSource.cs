using MusicCluster.Corpus;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Where features and embeddings come from: computed from audio, or given in a table.</summary>
internal interface IFeatureSource
{
    /// <summary>The features of all tracks.</summary>
    StageOutput Features(StageOutput fetched, IStageDistributor? distributor);

    /// <summary>A model for every representation and seed.</summary>
    IReadOnlyList<TrainedModel> Models(StageOutput fetched, StageOutput features, IStageDistributor? distributor);

    /// <summary>The features in parts.</summary>
    ShardedWork FeatureShards(StageOutput fetched);

    /// <summary>The training in parts.</summary>
    ShardedWork TrainingShards(StageOutput fetched);

    /// <summary>The source of a run's corpus.</summary>
    static IFeatureSource Of(RunContext context) =>
        context.Profile.Corpus.Kind == CorpusKind.Table ? new GivenFeatures(context) : new AudioFeatures(context);
}
