namespace MusicCluster.Lyrics;

/// <summary>Where words come from and how they become numbers.</summary>
/// <param name="Sources">Tried in this order; the first that answers serves.</param>
/// <param name="MinimumWordCount">Texts with fewer words are refused.</param>
public sealed record LyricsOptions(IReadOnlyList<LyricsSource>? Sources = null, int MinimumWordCount = 6)
{
    /// <summary>Sources in order; files by default.</summary>
    public IReadOnlyList<LyricsSource> Sources { get; init; } = Sources ?? [LyricsSource.Files];

    /// <summary>How texts are vectorised.</summary>
    public TfIdfOptions TfIdf { get; init; } = new();

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (MinimumWordCount < 1)
        {
            yield return $"lyrics.minimumWordCount is {MinimumWordCount}; it must be at least 1.";
        }

        foreach (var error in TfIdf.Errors())
        {
            yield return error;
        }
    }
}

/// <summary>A place that lyrics come from.</summary>
public enum LyricsSource
{
    /// <summary>A <c>.txt</c> or <c>.lrc</c> file that the corpus names or that lies beside the audio.</summary>
    Files,
}
