using MusicCluster.Corpus;
using MusicCluster.Evaluation;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Stages;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster;

/// <summary>What is heard in the tracks of a collection: one row per track in each array of a folder.</summary>
public sealed class MusicFeatures
{
    private readonly MusicCollection collection;
    private readonly RunContext context;
    private readonly StageOutput output;
    private readonly EvaluatedTracks tracks;
    private readonly Lazy<Matrix> mfcc;
    private readonly Lazy<Matrix> reference;

    internal MusicFeatures(MusicCollection collection, RunContext context, StageOutput output, EvaluatedTracks tracks)
    {
        this.collection = collection;
        this.context = context;
        this.output = output;
        this.tracks = tracks;
        Failures = [.. collection.Failures, .. Table.Read<TrackFailure>(output.Folder)];
        mfcc = new Lazy<Matrix>(() => NpyFile.ReadMatrix(output.PathOf("mfcc.npy")));
        reference = new Lazy<Matrix>(() => ReferenceFeatures.Of(output).Points);
    }

    /// <summary>What was computed.</summary>
    public FeatureOptions Options => context.Profile.Features;

    /// <summary>The tracks that could be decoded, in the order of the arrays' rows.</summary>
    public IReadOnlyList<Track> Tracks => tracks.Tracks;

    /// <summary>Length of each track's whole file in seconds, in the order of <see cref="Tracks"/>.</summary>
    public IReadOnlyList<double> Durations => tracks.Durations;

    /// <summary>Every track of the collection that is left out, with the reason.</summary>
    public IReadOnlyList<TrackFailure> Failures { get; }

    /// <summary>
    /// Absolute path of the arrays: <c>mfcc.npy</c>, <c>logmel.npy</c> [tracks, mel bands, frames] and, with crops,
    /// <c>statistics.npy</c> [tracks, crops, 212] and <c>crops.logmel.npy</c> [tracks, crops, mel bands, 128], with <c>crops.mask.npy</c>
    /// [tracks, crops] that says which crops there are. <see cref="NpyFile.Open"/> reads them. The folder belongs to the cache: read only.
    /// </summary>
    public string Folder => output.Folder;

    /// <summary>Mean MFCC of each track over time, [tracks, <see cref="FeatureOptions.MfccCount"/>]; with mean-std the deviations follow.</summary>
    public Matrix Mfcc => mfcc.Value;

    /// <summary>Learns a space in which like tracks are near each other, with a model's own defaults.</summary>
    /// <param name="model">A name of <see cref="ModelCatalog"/>, e.g. <c>mfcc-20-pca</c> or <c>vicreg-statistics</c>.</param>
    /// <param name="seed">Root of all randomness, from 0 on; a closed form such as <c>mfcc-20-pca</c> has none.</param>
    /// <param name="progress">Called after each epoch, or null.</param>
    /// <param name="cancellation">Stops a training between two steps; with a cache folder it goes on from there the next time.</param>
    /// <exception cref="UserException">The model is not known, needs features that were not computed, or its training failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public MusicSpace Embed(string model, int seed = 0, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default) =>
        Embed(new ModelOptions(model), seed, progress, cancellation);

    /// <summary>As the other, with options. A model that is made of others, such as <c>two-stream</c>, has those trained first.</summary>
    /// <param name="model">The model; what is left out takes its own default.</param>
    /// <param name="seed">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellation">As above.</param>
    /// <exception cref="UserException">As above, or an option breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public MusicSpace Embed(ModelOptions model, int seed = 0, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var run = collection.Context(context.Profile with { Models = [model], Seeds = [seed] }, progress, cancellation);
        MusicCollection.ThrowIfBroken([.. run.Profile.Errors()]);
        var trained = TrainStage.Run(run, collection.Fetched, output).Single();
        var summary = trained.Summary();
        return summary.IsTrained
            ? new MusicSpace(tracks, summary, NpyFile.ReadMatrix(trained.Output.PathOf("embedding.npy")), reference)
            : throw new UserException($"{summary.Representation} has no embedding: {summary.Verdict}.");
    }
}
