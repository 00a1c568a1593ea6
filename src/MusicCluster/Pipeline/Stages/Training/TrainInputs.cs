using MusicCluster.Embeddings;
using MusicCluster.Features.Crops;
using MusicCluster.Foundation.Files;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages.Training;

/// <summary>What each model reads: feature files, and genres for those models alone that are marked for it.</summary>
internal sealed class TrainInputs
{
    private readonly StageOutput features;
    private readonly bool hasCrops;
    private readonly Lazy<IReadOnlyList<string>> genres;

    public TrainInputs(RunContext context, StageOutput fetched, StageOutput features)
    {
        this.features = features;
        hasCrops = context.Profile.Features.Crops > 0;
        genres = new Lazy<IReadOnlyList<string>>(() =>
        {
            var byId = FetchStage.Tracks(fetched, context).ToDictionary(track => track.Id, track => track.Genre);
            return [.. FeaturesStage.TrackIds(features).Select(id => byId[id])];
        });
    }

    /// <summary>Genre of each row of the features; read when a model that sees genres asks for it, and not before.</summary>
    public IReadOnlyList<string> Genres => genres.Value;

    /// <summary>What the key of a model's cache entry depends on.</summary>
    public IReadOnlyList<StageInput> Of(ModelOptions model)
    {
        var files = features.Files(ModelInputs.Files(model, hasCrops));
        return ModelCatalog.Get(model.Name).SeesGenres
            ? [.. files, new StageInput("fetch/genres", Digest.OfText(string.Join('\n', Genres)))]
            : [.. files];
    }

    /// <summary>Absolute paths of the files.</summary>
    public IReadOnlyList<string> PathsOf(ModelOptions model) => [.. ModelInputs.Files(model, hasCrops).Select(features.PathOf)];

    /// <summary>One row per track, for models without a network.</summary>
    public Matrix Matrix(ModelOptions model)
    {
        var paths = PathsOf(model);
        return ModelCatalog.Get(model.Name).Input switch
        {
            ModelInput.CropStatistics => TrackStatistics.Means(paths[0], paths[1], CropColumns.Of(model.Statistics!.Value)),
            ModelInput.MfccMoments when paths.Count == 2 => TrackStatistics.MfccMoments(paths[0], paths[1]),
            ModelInput.MfccMoments => TrackStatistics.MfccMoments(NpyFile.ReadMatrix(paths[0])),
            _ => NpyFile.ReadMatrix(paths[0]),
        };
    }
}
