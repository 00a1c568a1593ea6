using System.ComponentModel;
using MusicCluster.Foundation.Options;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Lyrics;

/// <summary>Where lyrics come from and how they become numbers.</summary>
public sealed record LyricsOptions(IReadOnlyList<LyricsSource>? Sources = null) : IOptions
{
    [Option("Where lyrics are looked for, in this order; the first source whose lyrics are kept wins."), Items(AreDistinct = true)]
    public IReadOnlyList<LyricsSource> Sources { get; init; } = Sources ?? [LyricsSource.Files, LyricsSource.Tags];

    [Option("Whether a source that gives no answer ends the run; otherwise its tracks go without its lyrics.")]
    public bool Required { get; init; } = true;

    [Option("A folder of <track_id>.txt or .lrc files, for tracks that have no such file beside them; empty for none.")]
    public string Folder { get; init; } = "";

    [Option("The language that lyrics must be in.")]
    public LyricsLanguage Language { get; init; } = LyricsLanguage.Any;

    [Option("How genius.com is asked; its token is read from GENIUS_ACCESS_TOKEN.")]
    public ServiceOptions Genius { get; init; } = new();

    [Option("How lrclib.net is asked.")]
    public ServiceOptions Lrclib { get; init; } = new();

    [Option("How lyrics are transcribed by whisper.cpp.")]
    public WhisperOptions Whisper { get; init; } = new();

    [Option("How texts are turned into vectors, with scikit-learn's meanings.")]
    public TfIdfOptions TfIdf { get; init; } = new();

    [Option("Which lyrics are kept.")]
    public TranscriptRules Filter { get; init; } = new();
}

/// <summary>A place that lyrics come from.</summary>
public enum LyricsSource
{
    [Description("A .txt or .lrc file that the corpus names, that lies beside the audio, or that is in lyrics.folder.")]
    Files,

    [Description("The audio file's own tags: ID3 USLT and SYLT, Vorbis LYRICS and UNSYNCEDLYRICS, MP4 ©lyr.")]
    Tags,

    [Description("The service genius.com, with your token.")]
    Genius,

    [Description("The service lrclib.net.")]
    Lrclib,

    [Description("The track itself, transcribed by whisper.cpp.")]
    Whisper,
}

/// <summary>Which languages are kept.</summary>
public enum LyricsLanguage
{
    [Description("Any language.")]
    Any,

    [Description("English; lyrics in other languages are refused.")]
    English,
}
