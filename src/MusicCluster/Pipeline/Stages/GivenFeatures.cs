using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Features made elsewhere take the place of the features and the models, and go the same way from there.</summary>
internal sealed class GivenFeatures(RunContext context) : IFeatureSource
{
    /// <summary>All given representations side by side: the space in which they can be compared.</summary>
    public const string ReferenceFile = "reference.npy";

    /// <summary>Checks every array against the tracks and keeps a copy.</summary>
    /// <exception cref="UserException">An array does not belong to the tracks.</exception>
    public StageOutput Features(StageOutput fetched, IStageDistributor? distributor)
    {
        var given = context.Profile.Corpus.Representations.Select(entry => (Name: entry.Key, Path: context.Workspace.Resolve(entry.Value))).ToList();
        var inputs = given.Select(item => new StageInput(item.Name, DigestOf(item.Name, item.Path)));
        return context.Cache.GetOrProduce(new StageDefinition(
            FeaturesStage.Name, 1, context.Profile.Corpus.Kind, [.. fetched.Files("audio.csv"), .. inputs],
            folder => Produce(Table.Read<AudioContentRow>(fetched.Folder), given, folder)));
    }

    /// <summary>The arrays as they are: nothing is learned.</summary>
    public IReadOnlyList<TrainedModel> Models(StageOutput fetched, StageOutput features, IStageDistributor? distributor) =>
        [.. context.Profile.Corpus.Representations.Keys.Select(name => new TrainedModel(new ModelOptions(name), null, AsModel(features, name)))];

    /// <exception cref="UserException">Always.</exception>
    public ShardedWork FeatureShards(StageOutput fetched) => throw NothingToShare();

    /// <exception cref="UserException">Always.</exception>
    public ShardedWork TrainingShards(StageOutput fetched) => throw NothingToShare();

    private static UserException NothingToShare() =>
        new("The features of a table are given, so there is nothing to run in parts; leave out --shard.");

    private StageOutput AsModel(StageOutput features, string name) => context.Cache.GetOrProduce(new StageDefinition(
        TrainStage.Name, 1, new { Given = name }, [.. features.Files(FileOf(name))], folder =>
        {
            var points = NpyFile.ReadMatrix(features.PathOf(FileOf(name)));
            NpyWriter.Write(Path.Combine(folder, "embedding.npy"), points);
            new ModelSummary(name, null, 0, 0, points.ColumnCount, points.ColumnCount, null, "given").Write(Path.Combine(folder, "model.json"));
        }));

    private static void Produce(IReadOnlyList<AudioContentRow> audio, List<(string Name, string Path)> given, string folder)
    {
        string[] ids = [.. audio.Select(row => row.TrackId)];
        var blocks = given.Select(item => TableCorpus.ReadRepresentation(item.Path, ids)).ToList();
        for (var i = 0; i < given.Count; i++)
        {
            NpyWriter.Write(Path.Combine(folder, FileOf(given[i].Name)), blocks[i]);
        }

        NpyWriter.Write(Path.Combine(folder, ReferenceFile), BlockFusion.Concatenate(blocks));
        Table.Write(folder, ids.Select(id => new FeatureTrackRow(id, double.NaN, double.NaN, "")));
        Table.Write<TrackFailure>(folder, []);
    }

    private static string FileOf(string name) => $"given-{name}.npy";

    private static string DigestOf(string name, string path) => File.Exists(path)
        ? Digest.OfFile(path)
        : throw new UserException($"corpus.representations: '{name}' is '{path}', which does not exist.");
}
