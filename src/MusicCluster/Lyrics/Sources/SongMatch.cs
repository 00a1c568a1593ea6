using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FuzzySharp;

namespace MusicCluster.Lyrics.Sources;

/// <summary>Whether what a service found is the song that was asked for.</summary>
internal static partial class SongMatch
{
    /// <summary>The lesser of the two similarities, 0 to 1: a right title by another artist is another song.</summary>
    public static double Score(string artist, string title, string foundArtist, string foundTitle) =>
        Math.Min(Similarity(Artist(artist), Artist(foundArtist)), Similarity(Title(title), Title(foundTitle)));

    /// <summary>A title without what labels add to it: <c>(feat. …)</c>, <c>[Remastered 2011]</c>, <c> - Live</c>; in plain lower case.</summary>
    public static string Title(string text) => Plain(AdditionPattern().Replace(text, " "));

    /// <summary>An artist without guests and without a leading "the"; in plain lower case.</summary>
    public static string Artist(string text)
    {
        var plain = Plain(GuestPattern().Replace(text, " "));
        return plain.StartsWith("the ", StringComparison.Ordinal) ? plain[4..] : plain;
    }

    private static double Similarity(string first, string second) =>
        first.Length == 0 || second.Length == 0 ? 0 : Fuzz.TokenSortRatio(first, second) / 100.0;

    /// <summary>Letters and digits in lower case without accents, words parted by one space.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in UnicodeForm.Decomposed(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark || rune.Value == '\'' || rune.Value == '’')
            {
                continue;
            }

            plain.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : rune.Value == '&' ? " and " : " ");
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(
        @"[(\[][^)\]]*[)\]]"
        + @"|\s-\s+(live|acoustic|demo|remaster|remastered|mono|stereo|radio edit|album version|single version|instrumental)\b.*$"
        + @"|\s(feat|ft|featuring)\b\.?.*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex AdditionPattern();

    [GeneratedRegex(@"\s(feat|ft|featuring)\b\.?.*$|[(\[][^)\]]*[)\]]", RegexOptions.IgnoreCase)]
    private static partial Regex GuestPattern();
}
