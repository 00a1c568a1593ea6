using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Lyrics;

/// <summary>Where words come from and how they become numbers.</summary>
/// <param name="Sources">Tried in this order; the first whose words are kept serves.</param>
public sealed record LyricsOptions(IReadOnlyList<LyricsSource>? Sources = null)
{
    /// <summary>Sources in order.</summary>
    public IReadOnlyList<LyricsSource> Sources { get; init; } = Sources ?? [LyricsSource.Files, LyricsSource.Whisper];

    /// <summary>Whether a source that gives no answer ends the run; otherwise its tracks go without its words.</summary>
    public bool Required { get; init; } = true;

    /// <summary>A folder of <c>&lt;track_id&gt;.txt</c> or <c>.lrc</c>, for tracks that have no such file beside them; empty: none.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Words in other languages are refused; <c>any</c> keeps all.</summary>
    public LyricsLanguage Language { get; init; } = LyricsLanguage.Any;

    public ServiceOptions Genius { get; init; } = new();

    public ServiceOptions Lrclib { get; init; } = new();

    public WhisperOptions Whisper { get; init; } = new();

    /// <summary>How texts are vectorised.</summary>
    public TfIdfOptions TfIdf { get; init; } = new();

    /// <summary>Which words are kept.</summary>
    public TranscriptRules Filter { get; init; } = new();

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Sources.Distinct().Count() != Sources.Count)
        {
            yield return $"lyrics.sources names a source twice; each may be there once.";
        }

        foreach (var error in Genius.Errors("lyrics.genius").Concat(Lrclib.Errors("lyrics.lrclib")).Concat(TfIdf.Errors()).Concat(Whisper.Errors()).Concat(Filter.Errors()))
        {
            yield return error;
        }
    }
}

/// <summary>A place that lyrics come from.</summary>
public enum LyricsSource
{
    /// <summary>A <c>.txt</c> or <c>.lrc</c> file that the corpus names, that lies beside the audio or in <c>lyrics.folder</c>.</summary>
    Files,

    /// <summary>genius.com, with the user's token.</summary>
    Genius,

    /// <summary>lrclib.net.</summary>
    Lrclib,

    /// <summary>The track itself, heard by whisper.cpp.</summary>
    Whisper,
}

/// <summary>Which languages are kept.</summary>
public enum LyricsLanguage
{
    Any,
    English,
}
