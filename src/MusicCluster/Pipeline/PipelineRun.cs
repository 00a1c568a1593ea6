using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Publishing;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline;

/// <summary>One walk through the stages, forward, up to the stage asked for.</summary>
/// <param name="context">What the stages share.</param>
/// <param name="onStage">Told what became of each.</param>
/// <param name="spreader">Has long stages done in parts, perhaps elsewhere; null: they are done here and whole.</param>
public sealed class PipelineRun(RunContext context, Action<StageResult> onStage, IStageDistributor? spreader = null)
{
    /// <summary>The stages that can be done in parts.</summary>
    public static IReadOnlyList<string> ShardedStageNames { get; } = [LyricsStage.Name, FeaturesStage.Name, TrainStage.Name];

    /// <summary>The stages in order.</summary>
    public static IReadOnlyList<string> StageNames { get; } =
        [FetchStage.Name, LyricsStage.Name, FeaturesStage.Name, TrainStage.Name, ClusterStage.Name, EvaluateStage.Name, ReportStage.Name];

    private readonly Publisher publisher = new(context.OutputFolder);

    /// <summary>Runs a stage and whatever it needs that is missing.</summary>
    /// <param name="last">One of <see cref="StageNames"/>.</param>
    public void Run(string last)
    {
        var fetched = Told(FetchStage.Run(context), output => $"{CsvTable.Read(output.PathOf("tracks.csv")).Rows.Count} tracks");
        publisher.Publish("", fetched.PublishedFiles().Where(file => file.Name == FetchStage.SelectionFile));
        if (last == FetchStage.Name)
        {
            return;
        }

        if (last == LyricsStage.Name)
        {
            Lyrics(fetched);
            return;
        }

        var lyrics = last is FeaturesStage.Name or TrainStage.Name ? null : Lyrics(fetched);
        var features = Told(IsGiven ? GivenFeatures.Read(context, fetched) : Features(fetched), FeaturesSummary);
        if (last == FeaturesStage.Name)
        {
            return;
        }

        var models = Train(fetched, features);
        if (last != TrainStage.Name)
        {
            FromClusters(last, fetched, lyrics!, features, models);
        }
    }

    /// <summary>Does one part of a stage; what comes before that stage must be there, the corpus excepted.</summary>
    /// <param name="stage">One of <see cref="ShardedStageNames"/>.</param>
    /// <param name="shard">Which part.</param>
    /// <exception cref="UserException">The features that training needs are not there.</exception>
    public void RunShard(string stage, Shard shard)
    {
        if (IsGiven && stage != LyricsStage.Name)
        {
            throw new UserException($"'{stage} --shard {shard}': the features of a table are given, so there is nothing to do in parts; leave out --shard.");
        }

        var fetched = FetchStage.Run(context);
        var work = stage switch
        {
            LyricsStage.Name => LyricsStage.Shards(context, fetched),
            FeaturesStage.Name => FeaturesStage.Shards(context, fetched),
            _ => TrainStage.Shards(context, fetched, FeaturesStage.Find(context, fetched) ?? throw new UserException(
                $"'{stage} --shard {shard}' needs the features, which are not in '{context.Cache.Root}'; run 'features', or 'merge features', of the same profile first.")),
        };
        onStage(work.Run(shard));
    }

    /// <summary>Whether somebody else made the features.</summary>
    private bool IsGiven => context.Profile.Corpus.Kind == CorpusKind.Table;

    private StageOutput Lyrics(StageOutput fetched)
    {
        var isJustMerged = spreader?.Complete(LyricsStage.Shards(context, fetched)) ?? false;
        return Told(LyricsStage.Run(context, fetched, isJustMerged), output => $"{MusicCluster.Lyrics.LyricsTable.Read(output.Folder).Count} tracks with words");
    }

    private StageOutput Features(StageOutput fetched)
    {
        spreader?.Complete(FeaturesStage.Shards(context, fetched));
        return FeaturesStage.Run(context, fetched);
    }

    private IReadOnlyList<TrainedModel> Train(StageOutput fetched, StageOutput features)
    {
        if (!IsGiven)
        {
            spreader?.Complete(TrainStage.Shards(context, fetched, features));
        }

        var models = IsGiven ? GivenFeatures.AsModels(context, features) : TrainStage.Run(context, fetched, features);
        publisher.Publish("models/", models.SelectMany(ModelFiles));
        Tell(TrainStage.Name, Path.Combine(context.OutputFolder, "models"), [.. models.Select(model => model.Output)], $"{models.Count} models");
        return models;
    }

    private void FromClusters(
        string last, StageOutput fetched, StageOutput lyrics, StageOutput features, IReadOnlyList<TrainedModel> models)
    {
        var clustered = ClusterStage.Run(context, fetched, features, Representation.All(context.Profile, models, lyrics));
        publisher.Publish("embeddings/", EmbeddingFiles(features, clustered));
        Tell(ClusterStage.Name, Path.Combine(context.OutputFolder, "embeddings"), [.. clustered.Select(item => item.Output)], $"{clustered.Count} representations");
        if (last == ClusterStage.Name)
        {
            return;
        }

        var evaluated = EvaluateStage.Run(context, fetched, lyrics, features, models, clustered);
        publisher.Publish("", evaluated.PublishedFiles());
        Tell(EvaluateStage.Name, context.OutputFolder, [evaluated], "metrics.csv, summary.csv, assignments.csv");
        if (last == EvaluateStage.Name)
        {
            return;
        }

        var reported = ReportStage.Run(context, evaluated, models);
        publisher.Publish("", reported.PublishedFiles());
        var stages = new RunRecord(fetched, lyrics, features, models, clustered, evaluated, reported);
        publisher.Finish(Manifest.Of(context, stages, publisher.Digests));
        SweepEstimate.Write(context.OutputFolder, models, FeaturesStage.TrackIds(features).Count, context.ThreadCount);
        Tell(ReportStage.Name, context.OutputFolder, [reported], string.Join(", ", reported.FileDigests.Keys.Where(name => name.StartsWith("report.", StringComparison.Ordinal))));
    }

    private static IEnumerable<PublishedFile> ModelFiles(TrainedModel model) => model.Output.FileDigests
        .Where(file => file.Key is not ("embedding.npy" or "reconstructions.npy" or "timing.json"))
        .Select(file => new PublishedFile(
            $"models/{model.Model.Representation}/{(model.Seed is { } seed ? $"seed-{seed}" : "closed-form")}/{file.Key}", model.Output.PathOf(file.Key), file.Value));

    /// <summary>The first seed's points under the representation's name; the rows are those of the features' tracks.</summary>
    private IEnumerable<PublishedFile> EmbeddingFiles(StageOutput features, IReadOnlyList<ClusteredRepresentation> clustered)
    {
        yield return new PublishedFile("embeddings/tracks.csv", features.PathOf("tracks.csv"), features.FileDigests["tracks.csv"]);
        foreach (var (representation, output) in clustered)
        {
            var file = PartitionTable.PointsFile(context.Profile.Seeds[0]);
            if (output.FileDigests.TryGetValue(file, out var digest))
            {
                yield return new PublishedFile($"embeddings/{representation.Name}.npy", output.PathOf(file), digest);
            }
        }
    }

    private static string FeaturesSummary(StageOutput output)
    {
        var failureCount = TrackTable.ReadFailures(output.PathOf("failures.csv")).Count;
        var trackCount = FeaturesStage.TrackIds(output).Count;
        return failureCount == 0 ? $"{trackCount} tracks" : $"{trackCount} tracks, {failureCount} left out (failures.csv says why)";
    }

    private StageOutput Told(StageOutput output, Func<StageOutput, string> summary)
    {
        onStage(new StageResult(output.Stage, output.Folder, output.WasUpToDate, summary(output), output.Seconds));
        return output;
    }

    private void Tell(string name, string folder, IReadOnlyList<StageOutput> outputs, string summary) => onStage(
        new StageResult(name, folder, outputs.All(output => output.WasUpToDate), summary, outputs.Where(output => !output.WasUpToDate).Sum(output => output.Seconds)));
}
