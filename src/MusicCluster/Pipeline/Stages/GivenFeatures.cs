using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Features made elsewhere take the place of the features and the models, and go the same way from there.</summary>
internal static class GivenFeatures
{
    /// <summary>All given representations side by side: the space in which they can be compared.</summary>
    public const string ReferenceFile = "reference.npy";

    /// <summary>In place of <see cref="FeaturesStage"/>: checks every array against the tracks and keeps a copy.</summary>
    /// <exception cref="UserException">An array does not belong to the tracks.</exception>
    public static StageOutput Read(RunContext context, StageOutput fetched)
    {
        var given = context.Profile.Corpus.Representations.Select(entry => (Name: entry.Key, Path: context.Workspace.Resolve(entry.Value))).ToList();
        var inputs = given.Select(item => new StageInput(item.Name, DigestOf(item.Name, item.Path)));
        return context.Cache.GetOrProduce(new StageDefinition(
            FeaturesStage.Name, 1, context.Profile.Corpus.Kind, [.. fetched.Files("audio.csv"), .. inputs],
            folder => Produce(CsvTable.Read(fetched.PathOf("audio.csv")), given, folder)));
    }

    /// <summary>In place of <see cref="TrainStage"/>: nothing is learned.</summary>
    public static IReadOnlyList<TrainedModel> AsModels(RunContext context, StageOutput features) =>
        [.. context.Profile.Corpus.Representations.Keys.Select(name => new TrainedModel(new ModelOptions(name), null, AsModel(context, features, name)))];

    private static StageOutput AsModel(RunContext context, StageOutput features, string name) => context.Cache.GetOrProduce(new StageDefinition(
        TrainStage.Name, 1, new { Given = name }, [.. features.Files(FileOf(name))], folder =>
        {
            var points = NpyFile.ReadMatrix(features.PathOf(FileOf(name)));
            NpyWriter.Write(Path.Combine(folder, "embedding.npy"), points);
            new ModelSummary(name, null, 0, 0, points.ColumnCount, points.ColumnCount, null, "given").Write(Path.Combine(folder, "model.json"));
        }));

    private static void Produce(CsvTable audio, List<(string Name, string Path)> given, string folder)
    {
        string[] ids = [.. audio.Rows.Select(row => row[0])];
        var blocks = given.Select(item => TableCorpus.ReadRepresentation(item.Path, ids)).ToList();
        for (var i = 0; i < given.Count; i++)
        {
            NpyWriter.Write(Path.Combine(folder, FileOf(given[i].Name)), blocks[i]);
        }

        NpyWriter.Write(Path.Combine(folder, ReferenceFile), BlockFusion.Concatenate(blocks));
        var tracks = new CsvTable("track_id", "duration");
        foreach (var id in ids)
        {
            tracks.Add(id, null);
        }

        tracks.Write(Path.Combine(folder, "tracks.csv"));
        TrackTable.WriteFailures(Path.Combine(folder, "failures.csv"), []);
    }

    private static string FileOf(string name) => $"given-{name}.npy";

    private static string DigestOf(string name, string path) => File.Exists(path)
        ? Digest.OfFile(path)
        : throw new UserException($"corpus.representations: '{name}' is '{path}', which does not exist.");
}
