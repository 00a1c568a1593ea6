namespace MusicCluster.Lyrics.Sources;

/// <summary>What a source has for one track.</summary>
/// <param name="Text">The lyrics, cleaned; empty where there are none.</param>
/// <param name="Reason">Why the lyrics are refused, in the same few words for every such track; empty where they are kept.</param>
internal sealed record LyricsAnswer(string Text, string Reason = "")
{
    /// <summary>The source does not know the track.</summary>
    public static LyricsAnswer Nothing { get; } = new("", "not known");

    /// <summary>What the verdict rests on, by column of <c>lyrics.csv</c>; a figure that was not taken is missing.</summary>
    public IReadOnlyDictionary<string, object> Figures { get; init; } = new Dictionary<string, object>();

    public bool IsKept => Reason.Length == 0;

    /// <summary>The lyrics of a text that may say when they are sung.</summary>
    /// <param name="text">As it came.</param>
    public static LyricsAnswer Of(string text) => new(LyricsText.Clean(text)) { Figures = Times(text) };

    /// <summary>What the stamps of a text say of when it is sung; empty without stamps.</summary>
    public static IReadOnlyDictionary<string, object> Times(string text) => LyricTimes.VoicedSeconds(text) is { } seconds
        ? new Dictionary<string, object> { [LyricsTable.VoicedSeconds] = seconds }
        : new Dictionary<string, object>();

    /// <summary>The same lyrics and figures, refused.</summary>
    public LyricsAnswer Refused(string reason) => this with { Reason = reason };
}
