using MusicCluster.Corpus;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Playlists;
using MusicCluster.Pipeline.Publishing;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>One walk through the stages: what each has made, for those behind it.</summary>
/// <param name="context">What the stages share.</param>
/// <param name="onStage">Called after each stage.</param>
/// <param name="distributor">Runs long stages in parts, perhaps elsewhere; null: they run here and whole.</param>
internal sealed class StageWalk(RunContext context, Action<StageResult> onStage, IStageDistributor? distributor)
{
    private readonly Publisher publisher = new(context.OutputFolder);
    private readonly IFeatureSource source = IFeatureSource.Of(context);
    private readonly List<MadeOutput> made = [];
    private StageOutput? fetched;
    private StageOutput? lyrics;
    private StageOutput? features;
    private StageOutput? evaluated;
    private IReadOnlyList<ClusterRow> groups = [];
    private IReadOnlyList<TrainedModel> models = [];
    private IReadOnlyList<ClusteredRepresentation> clustered = [];

    public void Fetch()
    {
        fetched = FetchStage.Run(context);
        string[] published = [Table.FileName<SelectionRow>(), Table.FileName<FileTagsRow>()];
        publisher.Publish("", fetched.PublishedFiles().Where(file => published.Contains(file.Name)));
        Made(FetchStage.Name, fetched, $"{FetchStage.Tracks(fetched, context).Count} tracks");
    }

    public void FindLyrics()
    {
        var isJustMerged = distributor?.Complete(LyricsShards()) ?? false;
        lyrics = LyricsStage.Run(context, fetched!, isJustMerged);
        Made(LyricsStage.Name, lyrics, $"{LyricsTable.Read(lyrics.Folder).Count} tracks with words");
    }

    public void ExtractFeatures()
    {
        features = source.Features(fetched!, distributor);
        Made(FeaturesStage.Name, features, FeaturesStage.Summary(features));
    }

    public void Train()
    {
        models = source.Models(fetched!, features!, distributor);
        publisher.Publish("models/", models.SelectMany(ModelFiles));
        Made(
            TrainStage.Name, Path.Combine(context.OutputFolder, "models"), $"{models.Count} models",
            [.. models.Select(model => new MadeOutput(
                TrainStage.Name, $"{model.Model.Representation}{(model.Seed is { } seed ? $"/seed-{seed}" : "")}", model.Output))]);
    }

    public void Cluster()
    {
        clustered = ClusterStage.Run(context, fetched!, features!, Representation.All(context.Profile, models, lyrics!));
        publisher.Publish("embeddings/", EmbeddingFiles());
        Made(
            ClusterStage.Name, Path.Combine(context.OutputFolder, "embeddings"), $"{clustered.Count} representations",
            [.. clustered.Select(item => new MadeOutput(ClusterStage.Name, item.Representation.Name.ToString(), item.Output))]);
    }

    public void Evaluate()
    {
        evaluated = EvaluateStage.Run(context, fetched!, lyrics!, features!, models, clustered);
        groups = GroupHistory.Publish(publisher, evaluated.PublishedFiles(), context.OutputFolder, evaluated.Folder);
        RunPlaylists.Publish(publisher, context);
        Made(EvaluateStage.Name, context.OutputFolder, "metrics.csv, summary.csv, assignments.csv", [new MadeOutput(EvaluateStage.Name, "", evaluated)]);
    }

    public void Report()
    {
        var reported = ReportStage.Run(context, evaluated!, groups, models);
        publisher.Publish("", reported.PublishedFiles());
        List<MadeOutput> all = [.. made, new MadeOutput(ReportStage.Name, "", reported)];
        var trackCount = FeaturesStage.TrackIds(features!).Count;
        publisher.Finish(Manifest.Of(context, fetched!.Key, all, SweepEstimate.Measured(models, trackCount), publisher.Digests));
        SweepEstimate.Write(context.OutputFolder, models, trackCount, context.ThreadCount);
        var files = reported.FileDigests.Keys.Where(name => name.StartsWith("report.", StringComparison.Ordinal));
        Made(ReportStage.Name, context.OutputFolder, string.Join(", ", files), [new MadeOutput(ReportStage.Name, "", reported)]);
    }

    public ShardedWork LyricsShards() => LyricsStage.Shards(context, fetched!);

    public ShardedWork FeatureShards() => source.FeatureShards(fetched!);

    public ShardedWork TrainingShards() => source.TrainingShards(fetched!);

    private void Made(string stage, StageOutput output, string summary) => Made(stage, output.Folder, summary, [new MadeOutput(stage, "", output)]);

    private void Made(string stage, string folder, string summary, IReadOnlyList<MadeOutput> outputs)
    {
        made.AddRange(outputs);
        var isUpToDate = outputs.All(item => item.Output.WasUpToDate);
        // Of a stage in many pieces, what was done now; of one that is a single piece, what it took whenever it was done.
        var seconds = outputs is [var only] ? only.Output.Seconds : outputs.Where(item => !item.Output.WasUpToDate).Sum(item => item.Output.Seconds);
        onStage(new StageResult(stage, folder, isUpToDate, summary, seconds));
    }

    private static IEnumerable<PublishedFile> ModelFiles(TrainedModel model) => model.Output.FileDigests
        .Where(file => file.Key is not ("embedding.npy" or "reconstructions.npy" or "timing.json"))
        .Select(file => new PublishedFile(
            $"models/{model.Model.Representation}/{(model.Seed is { } seed ? $"seed-{seed}" : "closed-form")}/{file.Key}",
            model.Output.PathOf(file.Key), file.Value));

    /// <summary>The first seed's points under the representation's name; the rows are those of the features' tracks.</summary>
    private IEnumerable<PublishedFile> EmbeddingFiles()
    {
        yield return new PublishedFile("embeddings/tracks.csv", features!.PathOf("tracks.csv"), features.FileDigests["tracks.csv"]);
        foreach (var (representation, output) in clustered)
        {
            var file = ClusterStage.PointsFile(context.Profile.Seeds[0]);
            if (output.FileDigests.TryGetValue(file, out var digest))
            {
                yield return new PublishedFile($"embeddings/{representation.Name}.npy", output.PathOf(file), digest);
            }
        }
    }
}

/// <summary>A cache entry that a stage has made or found.</summary>
/// <param name="Stage">Which stage.</param>
/// <param name="Name">Which of its pieces, e.g. a representation; empty for a stage that is one piece.</param>
/// <param name="Output">The entry.</param>
internal sealed record MadeOutput(string Stage, string Name, StageOutput Output)
{
    /// <summary>Its key in the manifest.</summary>
    public string ManifestKey => Name.Length == 0 ? Stage : $"{Stage}/{Name}";
}
