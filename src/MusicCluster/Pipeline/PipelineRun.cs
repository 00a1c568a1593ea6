using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline;

/// <summary>One walk through the stages, forward, up to the stage asked for.</summary>
public sealed class PipelineRun(RunContext context, Action<StageResult> onStage)
{
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
        var features = Told(IsGiven ? GivenFeatures.Read(context, fetched) : FeaturesStage.Run(context, fetched), FeaturesSummary);
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

    /// <summary>Whether somebody else made the features.</summary>
    private bool IsGiven => context.Profile.Corpus.Kind == CorpusKind.Table;

    private StageOutput Lyrics(StageOutput fetched) =>
        Told(LyricsStage.Run(context, fetched), output => $"{MusicCluster.Lyrics.LyricsTable.Read(output.Folder).Count} tracks with words");

    private IReadOnlyList<TrainedModel> Train(StageOutput fetched, StageOutput features)
    {
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
