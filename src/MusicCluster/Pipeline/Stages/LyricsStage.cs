using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Tracks → <c>lyrics.csv</c>, <c>attempts.csv</c> and <c>text/</c>.</summary>
internal static class LyricsStage
{
    public const string Name = "lyrics";

    /// <summary>Requests under way at once; the pace of each service is its own.</summary>
    private const int ParallelRequestCount = 4;

    private static readonly LyricsSource[] Services = [LyricsSource.Genius, LyricsSource.Lrclib];

    /// <param name="context">The run.</param>
    /// <param name="fetched">The corpus.</param>
    /// <param name="isJustMerged">Whether this run has had the work done in parts: then what did not answer was asked just now.</param>
    /// <exception cref="UserException">A source gave no answer and <c>lyrics.required</c> is true.</exception>
    public static StageOutput Run(RunContext context, StageOutput fetched, bool isJustMerged = false)
    {
        var definition = Definition(context, fetched);
        if (!isJustMerged && context.Cache.Find(definition) is { } found && Unanswered(found).Count > 0)
        {
            // Not a result to keep: what did not answer then may answer now, and what did answer is remembered.
            context.Cache.Forget(definition);
        }

        var output = context.Cache.GetOrProduce(definition);
        if (context.Profile.Lyrics.Required && Unanswered(output) is [var first, ..] unanswered)
        {
            throw new UserException(
                $"Lyrics of {unanswered.Count} tracks are not known, because {first.Reason}; what was answered is kept: "
                + "run again, or set lyrics.required to false.");
        }

        return output;
    }

    /// <summary>The work in parts.</summary>
    public static ShardedWork Shards(RunContext context, StageOutput fetched)
    {
        var tracks = TrackTable.Read(fetched.Folder, context.CorpusFolder);
        List<(string Id, string Line)> rows =
        [
            .. Table.Read<AudioContentRow>(fetched.Folder).Select(row => (row.TrackId, $"audio.csv\t{row.TrackId}\t{row.Path}\t{row.Sha256}")),
            .. Table.Read<LyricsContentRow>(fetched.Folder).Select(row => (row.TrackId, $"lyrics.csv\t{row.TrackId}\t{row.Path}\t{row.Sha256}")),
            .. AsksServices(context) ? tracks.Select(track => (track.Id, NameOf(track))) : [],
        ];
        return new TrackShards(
            context, Definition(context, fetched), [.. tracks.Select(track => track.Id)], rows,
            (shard, folder) => Produce(context, [.. tracks.Where(track => Shard.IndexOf(track.Id, shard.Count) == shard.Index)], folder, shard.Count),
            (parts, folder) => LyricsParts.Join(tracks, parts, folder))
        {
            SharedInputs = SharedInputs(context),
            IsToBeDoneAgain = output => Unanswered(output).Count > 0,
        };
    }

    private static bool AsksServices(RunContext context) => context.Profile.Lyrics.Sources.Intersect(Services).Any();

    private static string NameOf(Track track) => $"{track.Id}\t{track.Artist}\t{track.Title}";

    private static StageDefinition Definition(RunContext context, StageOutput fetched)
    {
        var options = context.Profile.Lyrics;
        var tracks = TrackTable.Read(fetched.Folder, context.CorpusFolder);
        List<StageInput> inputs = [.. fetched.Files("audio.csv", "lyrics.csv")];
        if (AsksServices(context))
        {
            inputs.Add(new StageInput("names", Digest.OfText(string.Join('\n', tracks.Select(NameOf)))));
        }

        inputs.AddRange(SharedInputs(context));

        // How words become numbers is a later stage's business, and where library and model come from nobody's.
        var settings = options with
        {
            TfIdf = new TfIdfOptions(),
            Whisper = options.Sources.Contains(LyricsSource.Whisper)
                ? options.Whisper with { Library = "", ModelAddress = WhisperModels.Address, AllowHttp = false }
                : new WhisperOptions(),
        };
        return new StageDefinition(Name, 4, settings, inputs, output => Produce(context, tracks, output, 1));
    }

    /// <summary>What the words of every track depend on.</summary>
    private static IReadOnlyList<StageInput> SharedInputs(RunContext context) =>
        context.Profile.Lyrics.Sources.Contains(LyricsSource.Whisper)
            ? [new StageInput("decoders", Digest.OfText(AudioDecoder.Chain(context.Profile.Audio.Decoder))), .. ModelInputs(context)]
            : [];

    /// <summary>A model that goes by name is known by its name; one that is a file, by what is in it.</summary>
    private static IEnumerable<StageInput> ModelInputs(RunContext context)
    {
        var options = context.Profile.Lyrics.Whisper;
        var places = Places(context);
        return WhisperModels.Names.Contains(options.Model) || !WhisperModels.Locate(options.Model, places.ModelFolder, places.Root).IsThere
            ? []
            : [new StageInput("model", WhisperModels.DigestOf(options, places, context.Progress, context.Cancellation))];
    }

    private static WhisperPlaces Places(RunContext context) => new(context.Workspace.Root, context.Cache.Root);

    /// <summary>A thread per track while there are tracks enough, for results come soonest so; what is left over helps each.</summary>
    private static WhisperSource Whisper(RunContext context, int trackCount)
    {
        var seatCount = Math.Clamp(context.ThreadCount, 1, Math.Max(1, trackCount));
        return new WhisperSource(
            context.Profile.Lyrics, Places(context), context.Profile.Audio.Decoder, seatCount, Math.Max(1, context.ThreadCount / seatCount),
            context.Progress, context.Cancellation);
    }

    private static void Produce(RunContext context, IReadOnlyList<Track> tracks, string output, int shardCount)
    {
        var sources = new List<ILyricsSource>();
        try
        {
            sources.AddRange(context.Profile.Lyrics.Sources.Select(source => Open(source, context, tracks.Count, shardCount)));
            var finder = new LyricsFinder(sources, context.Profile.Lyrics);
            LyricsTable.Write(tracks, finder, output, Math.Max(ParallelRequestCount, context.ThreadCount), context.Progress, context.Cancellation);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    private static ILyricsSource Open(LyricsSource source, RunContext context, int trackCount, int shardCount)
    {
        var options = context.Profile.Lyrics;
        return source switch
        {
            LyricsSource.Genius => new GeniusSource(Polite(options.Genius), Answers("genius"), Environment.GetEnvironmentVariable(GeniusSource.TokenVariable)),
            LyricsSource.Whisper => Whisper(context, trackCount),
            LyricsSource.Tags => new TagLyrics(),
            LyricsSource.Lrclib => new LrclibSource(Polite(options.Lrclib), Answers("lrclib")),
            _ => new LyricFiles(),
        };

        // Shards may all be at work at once: together they keep to the pace.
        ServiceOptions Polite(ServiceOptions service) => service with { RequestsPerSecond = service.RequestsPerSecond / shardCount };

        AnswerCache Answers(string service) => new(Path.Combine(context.Cache.Root, "answers", service));
    }

    private static IReadOnlyList<UnansweredRow> Unanswered(StageOutput output) => Table.Read<UnansweredRow>(output.Folder);
}
