using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Audio → <c>mfcc.npy</c>, <c>logmel.npy</c>, …, and <c>tracks.csv</c> that names their rows.</summary>
internal static class FeaturesStage
{
    public const string Name = "features";

    public static StageOutput Run(RunContext context, StageOutput fetched) => context.Cache.GetOrProduce(new StageDefinition(
        Name, 2, context.Profile.Features, [.. fetched.Files("audio.csv")], output => Produce(context, fetched, output)));

    /// <summary>The ids of the feature files' rows, in order.</summary>
    public static IReadOnlyList<string> TrackIds(StageOutput features) =>
        [.. CsvTable.Read(features.PathOf("tracks.csv")).Rows.Select(row => row[0])];

    private static void Produce(RunContext context, StageOutput fetched, string output)
    {
        var tracks = CsvTable.Read(fetched.PathOf("audio.csv")).Rows
            .Select(row => new Track(row[0], Path.Combine(context.CorpusFolder, row[1]))).ToList();
        var result = FeatureStage.Run(
            tracks, context.Profile.Features, output, context.ThreadCount, context.Progress, context.Cancellation);
        if (result.Kept.Count < 2)
        {
            var reason = result.Failures.Count > 0 ? $" The first reason: {result.Failures[0].Reason.TrimEnd('.')}." : "";
            throw new UserException($"{result.Kept.Count} of {tracks.Count} tracks could be read; at least 2 are needed.{reason}");
        }

        var table = new CsvTable("track_id", "duration");
        foreach (var kept in result.Kept)
        {
            table.Add(kept.Track.Id, kept.DurationSeconds);
        }

        table.Write(Path.Combine(output, "tracks.csv"));
        TrackTable.WriteFailures(Path.Combine(output, "failures.csv"), result.Failures);
    }
}
