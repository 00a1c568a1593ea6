using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Audio → <c>mfcc.npy</c>, <c>logmel.npy</c>, …, and <c>tracks.csv</c> that names their rows.</summary>
internal static class FeaturesStage
{
    public const string Name = "features";

    public static StageOutput Run(RunContext context, StageOutput fetched) => context.Cache.GetOrProduce(Define(context, fetched));

    /// <summary>The output if it is there.</summary>
    public static StageOutput? Find(RunContext context, StageOutput fetched) => context.Cache.Find(Define(context, fetched));

    /// <summary>The work in parts.</summary>
    public static ShardedWork Shards(RunContext context, StageOutput fetched)
    {
        var audio = CsvTable.Read(fetched.PathOf("audio.csv")).Rows;
        List<string> ids = [.. audio.Select(row => row[0])];
        return new TrackShards(
            context, Define(context, fetched), ids, [.. audio.Select(row => (row[0], string.Join('\t', row)))],
            (shard, folder) => Write(folder, Compute(context, fetched, id => Shard.IndexOf(id, shard.Count) == shard.Index, folder)),
            (parts, folder) => Finish(folder, FeatureParts.Join(ids, parts, folder), ids.Count));
    }

    /// <summary>The ids of the feature files' rows, in order.</summary>
    public static IReadOnlyList<string> TrackIds(StageOutput features) =>
        [.. CsvTable.Read(features.PathOf("tracks.csv")).Rows.Select(row => row[0])];

    private static StageDefinition Define(RunContext context, StageOutput fetched) => new(
        Name, 2, context.Profile.Features, Inputs(context, fetched), folder =>
        {
            var result = Compute(context, fetched, _ => true, folder);
            Finish(folder, result, result.Kept.Rows.Count + result.Failures.Count);
        });

    private static List<StageInput> Inputs(RunContext context, StageOutput fetched)
    {
        List<StageInput> inputs = [.. fetched.Files("audio.csv")];
        if (IsFma(context))
        {
            // The same files in a folder fail without FMA's remarks: another result, so another key.
            inputs.Add(new StageInput("corpus", Digest.OfText(nameof(CorpusKind.Fma))));
        }

        return inputs;
    }

    private static FeatureTables Compute(RunContext context, StageOutput fetched, Func<string, bool> isOurs, string folder)
    {
        var tracks = CsvTable.Read(fetched.PathOf("audio.csv")).Rows.Where(row => isOurs(row[0]))
            .Select(row => new Track(row[0], Path.Combine(context.CorpusFolder, row[1]))).ToList();
        var result = FeatureExtraction.Run(
            tracks, context.Profile.Features, folder, context.ThreadCount, context.Progress, context.Cancellation);
        var table = FeatureTables.NewTracks();
        foreach (var (track, seconds) in result.Kept)
        {
            table.Add(track.Id, seconds);
        }

        return new FeatureTables(table, IsFma(context) ? [.. result.Failures.Select(FmaKnownFaults.Annotate)] : result.Failures);
    }

    private static bool IsFma(RunContext context) => context.Profile.Corpus.Kind == CorpusKind.Fma;

    /// <summary>A corpus, unlike a part of one, needs tracks to compare.</summary>
    private static void Finish(string folder, FeatureTables result, int trackCount)
    {
        var keptCount = result.Kept.Rows.Count;
        if (keptCount < 2)
        {
            var reason = result.Failures.Count > 0 ? $" The first reason: {result.Failures[0].Reason.TrimEnd('.')}." : "";
            throw new UserException($"{keptCount} of {trackCount} tracks could be read; at least 2 are needed.{reason}");
        }

        Write(folder, result);
    }

    private static void Write(string folder, FeatureTables result)
    {
        result.Kept.Write(Path.Combine(folder, "tracks.csv"));
        TrackTable.WriteFailures(Path.Combine(folder, "failures.csv"), result.Failures);
    }
}
