using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;

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

        // How words become numbers is a later stage's business.
        return new StageDefinition(Name, 2, options with { TfIdf = new TfIdfOptions() }, inputs, output => Produce(context, tracks, output));
    }

    private static void Produce(RunContext context, IReadOnlyList<Track> tracks, string output)
    {
        var sources = new List<ILyricsSource>();
        try
        {
            sources.AddRange(context.Profile.Lyrics.Sources.Select(source => Open(source, context)));
            var finder = new LyricsFinder(sources, context.Profile.Lyrics);
            LyricsTable.Write(tracks, finder, output, Math.Max(ParallelRequestCount, context.ThreadCount), context.Progress, context.Cancellation);
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    private static ILyricsSource Open(LyricsSource source, RunContext context)
    {
        var options = context.Profile.Lyrics;
        return source switch
        {
            LyricsSource.Genius => new GeniusSource(options.Genius, Answers("genius"), Environment.GetEnvironmentVariable(GeniusSource.TokenVariable)),
            LyricsSource.Lrclib => new LrclibSource(options.Lrclib, Answers("lrclib")),
            _ => new LyricFiles(),
        };

        AnswerCache Answers(string service) => new(Path.Combine(context.Cache.Root, "answers", service));
    }

    private static IReadOnlyList<string[]> Unanswered(StageOutput output) => CsvTable.Read(output.PathOf(LyricsTable.UnansweredFile)).Rows;
}
