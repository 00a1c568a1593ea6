using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
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

    // What is kept by file is of one revision too.
    private const int Revision = 6;

    public static StageOutput Run(RunContext context, StageOutput fetched) => context.Cache.GetOrProduce(Define(context, fetched));

    /// <summary>The output if it is there.</summary>
    public static StageOutput? Find(RunContext context, StageOutput fetched) => context.Cache.Find(Define(context, fetched));

    /// <summary>The work in parts: each keeps the rows of its own files, and to put them together is to run the stage, which finds them.</summary>
    public static ShardedWork Shards(RunContext context, StageOutput fetched)
    {
        var audio = Table.Read<AudioContentRow>(fetched.Folder);
        var whole = Define(context, fetched);
        return new TrackShards(
            context, whole, [.. audio.Select(row => row.TrackId)], [.. audio.Select(row => (row.TrackId, $"{row.TrackId}\t{row.Path}\t{row.Sha256}"))],
            (shard, folder) => Write(folder, Compute(context, fetched, id => Shard.IndexOf(id, shard.Count) == shard.Index, null)),
            (_, folder) => whole.Produce(folder));
    }

    /// <summary>The ids of the feature files' rows, in order.</summary>
    public static IReadOnlyList<string> TrackIds(StageOutput features) =>
        [.. Table.Read<FeatureTrackRow>(features.Folder).Select(row => row.TrackId)];

    /// <summary>What was heard, in a few words.</summary>
    public static string Summary(StageOutput features)
    {
        var tracks = Table.Read<FeatureTrackRow>(features.Folder);
        var (noteCount, failureCount) = (tracks.Count(row => row.Note.Length > 0), Table.Read<TrackFailure>(features.Folder).Count);
        var parts = noteCount == 0 ? "" : $", {noteCount} of them heard in part (tracks.csv says why)";
        return $"{tracks.Count} tracks{parts}{(failureCount == 0 ? "" : $", {failureCount} left out (failures.csv says why)")}";
    }

    private static StageDefinition Define(RunContext context, StageOutput fetched) => new(
        Name, Revision, context.Profile.Features, Inputs(context, fetched), folder =>
        {
            var result = Compute(context, fetched, _ => true, folder);
            Finish(folder, result, result.Kept.Count + result.Failures.Count);
        });

    private static List<StageInput> Inputs(RunContext context, StageOutput fetched)
    {
        List<StageInput> inputs = [.. fetched.Files("audio.csv"), Decoders(context)];
        if (IsFma(context))
        {
            // The same files in a folder fail without FMA's remarks: another result, so another key.
            inputs.Add(new StageInput("corpus", Digest.OfText(nameof(CorpusKind.Fma))));
        }

        return inputs;
    }

    /// <summary>Files that failed for want of a decoder are tried again once it is there.</summary>
    private static StageInput Decoders(RunContext context) => new("decoders", Digest.OfText(AudioDecoder.Chain(context.Profile.Audio.Decoder)));

    /// <param name="context">The run.</param>
    /// <param name="fetched">The corpus.</param>
    /// <param name="isOurs">Which tracks, by id.</param>
    /// <param name="folder">Gets the feature files; null where only the rows by file are wanted.</param>
    private static FeatureTables Compute(RunContext context, StageOutput fetched, Func<string, bool> isOurs, string? folder)
    {
        var audio = Table.Read<AudioContentRow>(fetched.Folder).Where(row => isOurs(row.TrackId)).ToList();
        var tracks = audio.Select(row => new Track(row.TrackId, Path.Combine(context.CorpusFolder, row.Path))).ToList();
        var store = new FeatureStore(
            context.Cache.Root, StageCache.KeyOf(new StageDefinition(Name, Revision, context.Profile.Features, [Decoders(context)], _ => { })),
            audio.ToDictionary(row => row.TrackId, row => row.Sha256), FetchStage.Digests(context));
        store.Tidy();
        var result = FeatureExtraction.Run(
            tracks, context.Profile.Features, context.Profile.Audio.Decoder, store, folder, context.ThreadCount, context.Progress, context.Cancellation);
        var failures = IsFma(context) ? [.. result.Failures.Select(FmaKnownFaults.Annotate)] : result.Failures;
        return new FeatureTables(
            [.. result.Kept.Select(kept => new FeatureTrackRow(kept.Track.Id, kept.DurationSeconds, kept.HeardSeconds, kept.Note))],
            [.. result.Kept.Select(kept => DescriptorRow.Of(kept.Track.Id, kept.Descriptors))], failures);
    }

    private static bool IsFma(RunContext context) => context.Profile.Corpus.Kind == CorpusKind.Fma;

    /// <summary>A corpus, unlike a part of one, needs tracks to compare.</summary>
    private static void Finish(string folder, FeatureTables result, int trackCount)
    {
        var keptCount = result.Kept.Count;
        if (keptCount < 2)
        {
            var reason = result.Failures.Count > 0 ? $" The first reason: {result.Failures[0].Reason.TrimEnd('.')}." : "";
            throw new UserException($"{keptCount} of {trackCount} tracks could be read; at least 2 are needed.{reason}");
        }

        Write(folder, result);
    }

    private static void Write(string folder, FeatureTables result)
    {
        Table.Write(folder, result.Kept);
        Table.Write(folder, result.Descriptors);
        Table.Write(folder, result.Failures);
    }
}

/// <summary>What became of the tracks.</summary>
/// <param name="Kept">The rows of every feature file.</param>
/// <param name="Descriptors">What each of these is like.</param>
/// <param name="Failures">The others.</param>
internal sealed record FeatureTables(
    IReadOnlyList<FeatureTrackRow> Kept, IReadOnlyList<DescriptorRow> Descriptors, IReadOnlyList<TrackFailure> Failures);
