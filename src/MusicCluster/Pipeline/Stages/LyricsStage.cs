using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Tracks → <c>lyrics.csv</c>, <c>attempts.csv</c> and <c>text/</c>.</summary>
internal static class LyricsStage
{
    public const string Name = "lyrics";

    /// <summary>Requests under way at once; the pace of each service is its own.</summary>
    private const int ParallelRequestCount = 4;

    private static readonly LyricsSource[] Services = [LyricsSource.Genius, LyricsSource.Lrclib];

    /// <exception cref="UserException">A source gave no answer and <c>lyrics.required</c> is true.</exception>
    public static StageOutput Run(RunContext context, StageOutput fetched)
    {
        var definition = Definition(context, fetched);
        if (context.Cache.Find(definition) is { } found && Unanswered(found).Count > 0)
        {
            // Not a result to keep: what did not answer then may answer now, and what did answer is remembered.
            context.Cache.Forget(definition);
        }

        var output = context.Cache.GetOrProduce(definition);
        if (context.Profile.Lyrics.Required && Unanswered(output) is [var first, ..] unanswered)
        {
            throw new UserException(
                $"Words of {unanswered.Count} tracks are not known, because {first[2]}; what was answered is kept: run again, or set lyrics.required to false.");
        }

        return output;
    }

    private static StageDefinition Definition(RunContext context, StageOutput fetched)
    {
        var options = context.Profile.Lyrics;
        var tracks = TrackTable.Read(fetched.PathOf("tracks.csv"), context.CorpusFolder);
        List<StageInput> inputs = [.. fetched.Files("audio.csv", "lyrics.csv")];
        if (options.Sources.Intersect(Services).Any())
        {
            inputs.Add(new StageInput("names", Digest.OfText(string.Join('\n', tracks.Select(track => $"{track.Id}\t{track.Artist}\t{track.Title}")))));
        }

        if (options.Sources.Contains(LyricsSource.Whisper))
        {
            inputs.AddRange(ModelInputs(context));
        }

        // How words become numbers is a later stage's business, and where library and model come from nobody's.
        var settings = options with
        {
            TfIdf = new TfIdfOptions(),
            Whisper = options.Whisper with { Library = "", Feed = "", ModelAddress = WhisperModels.Address, AllowHttp = false },
        };
        return new StageDefinition(Name, 2, settings, inputs, output => Produce(context, tracks, output));
    }

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
            context.Profile.Lyrics, Places(context), seatCount, Math.Max(1, context.ThreadCount / seatCount), context.Progress, context.Cancellation);
    }

    private static void Produce(RunContext context, IReadOnlyList<Track> tracks, string output)
    {
        var sources = new List<ILyricsSource>();
        try
        {
            sources.AddRange(context.Profile.Lyrics.Sources.Select(source => Open(source, context, tracks.Count)));
            var finder = new LyricsFinder(sources, context.Profile.Lyrics);
            LyricsTable.Write(tracks, finder, output, Math.Max(ParallelRequestCount, context.ThreadCount), context.Progress, context.Cancellation);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    private static ILyricsSource Open(LyricsSource source, RunContext context, int trackCount)
    {
        var options = context.Profile.Lyrics;
        return source switch
        {
            LyricsSource.Genius => new GeniusSource(options.Genius, Answers("genius"), Environment.GetEnvironmentVariable(GeniusSource.TokenVariable)),
            LyricsSource.Whisper => Whisper(context, trackCount),
            LyricsSource.Lrclib => new LrclibSource(options.Lrclib, Answers("lrclib")),
            _ => new LyricFiles(),
        };

        AnswerCache Answers(string service) => new(Path.Combine(context.Cache.Root, "answers", service));
    }

    private static IReadOnlyList<string[]> Unanswered(StageOutput output) => CsvTable.Read(output.PathOf(LyricsTable.UnansweredFile)).Rows;
}
