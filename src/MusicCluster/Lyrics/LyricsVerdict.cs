namespace MusicCluster.Lyrics;

/// <summary>The filter's verdict on a text.</summary>
/// <param name="Text">The cleaned text, also where it is refused.</param>
/// <param name="Rule">The first rule that is broken, from a fixed list that can be counted, e.g. <c>too few words</c>; empty: kept.</param>
/// <param name="Reason">The rule with the value found and the limit; empty: kept.</param>
/// <param name="Figures">Everything measured, by column name; NaN where it is undefined.</param>
public sealed record LyricsVerdict(string Text, string Rule, string Reason, IReadOnlyList<KeyValuePair<string, double>> Figures)
{
    public bool IsKept => Rule.Length == 0;
}
