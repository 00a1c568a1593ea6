using MusicCluster.Corpus;

namespace MusicCluster.Lyrics.Sources;

/// <summary>Asks the sources in turn until one has lyrics that are kept.</summary>
/// <param name="sources">In the order of the profile.</param>
/// <param name="options">What is required of any lyrics, wherever they come from.</param>
internal sealed class LyricsFinder(IReadOnlyList<ILyricsSource> sources, LyricsOptions options)
{
    /// <summary>How fast the sources are going.</summary>
    public string Pace => string.Join(", ", sources.Select(source => source.Pace).Where(pace => pace.Length > 0));

    /// <summary>What each source had for a track, in the order asked; the last one is kept or there was none to keep.</summary>
    public async Task<IReadOnlyList<LyricsAttempt>> FindAsync(Track track, CancellationToken cancellation)
    {
        var attempts = new List<LyricsAttempt>();
        foreach (var source in sources)
        {
            attempts.Add(await AskAsync(source, track, cancellation).ConfigureAwait(false));
            if (attempts[^1].Answer.IsKept)
            {
                break;
            }
        }

        return attempts;
    }

    private async Task<LyricsAttempt> AskAsync(ILyricsSource source, Track track, CancellationToken cancellation)
    {
        try
        {
            var answer = await source.FindAsync(track, cancellation).ConfigureAwait(false);
            return new LyricsAttempt(source.Kind, answer.IsKept || answer.Text.Length > 0 ? Judge(source, answer) : answer);
        }
        catch (SourceException error)
        {
            return new LyricsAttempt(source.Kind, LyricsAnswer.Nothing.Refused(LyricsAttempt.NoAnswer)) { Trouble = error.Message };
        }
    }

    /// <summary>Figures of any text; a verdict on lyrics that somebody wrote down. Whisper has judged its own.</summary>
    private LyricsAnswer Judge(ILyricsSource source, LyricsAnswer answer)
    {
        var verdict = TextFilter.Judge(answer.Text, options.Filter.ForKnownLyrics(), options.Language);
        var figures = verdict.Figures.Where(figure => double.IsFinite(figure.Value)).Select(figure => KeyValuePair.Create(figure.Key, (object)figure.Value));
        var complete = answer with { Figures = answer.Figures.UnionBy(figures, figure => figure.Key).ToDictionary() };
        return !answer.IsKept || source.Kind == LyricsSource.Whisper || verdict.IsKept ? complete : complete.Refused(verdict.Rule);
    }
}

/// <summary>What one source had for one track.</summary>
internal sealed record LyricsAttempt(LyricsSource Source, LyricsAnswer Answer)
{
    /// <summary>The reason of a track whose source gave no answer at all.</summary>
    public const string NoAnswer = "the source gave no answer";

    /// <summary>Why the source gave no answer; empty where it did.</summary>
    public string Trouble { get; init; } = "";
}
