using System.Globalization;
using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>What is known of English: its function words, and whether a text is written in it.</summary>
public static class EnglishText
{
    /// <summary>Words in the Latin alphabet that a text must have to be judged at all.</summary>
    public const int MinimumLatinWordCount = 20;

    /// <summary>Share of characters beyond ASCII that English does not reach.</summary>
    public const double MaximumForeignShare = 0.3;

    /// <summary>
    /// Share of words that must be function words. English lyrics have .3 to .6; texts in other languages have a few by
    /// accident ("in", "was", "me").
    /// </summary>
    public const double MinimumFunctionWordShare = 0.2;

    /// <summary>scikit-learn's English stop words, 318 of them.</summary>
    public static IReadOnlySet<string> StopWords { get; } = ReadStopWords();

    /// <summary>Enough words in the Latin alphabet, few characters beyond ASCII, and the function words of English.</summary>
    public static bool IsEnglish(string text) =>
        LatinWordCount(text) >= MinimumLatinWordCount && ForeignShare(text) <= MaximumForeignShare && FunctionWordShare(text) >= MinimumFunctionWordShare;

    /// <summary>Words of two or more letters that are all of the Latin alphabet.</summary>
    public static int LatinWordCount(string text) =>
        Tokenizer.Words(text).Count(word => word.All(c => char.IsAsciiLetter(c) || c is >= '\u00c0' and <= '\u024f'));

    /// <summary>The share of characters other than spaces that are not ASCII.</summary>
    public static double ForeignShare(string text)
    {
        var (foreign, all) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                all++;
                // Typographic marks are as English as their plain forms.
                foreign += rune.IsAscii || rune.Value is >= 0x2010 and <= 0x2026 ? 0 : 1;
            }
        }

        return all == 0 ? 0 : (double)foreign / all;
    }

    private static double FunctionWordShare(string text)
    {
        var words = Tokenizer.Words(text);
        return words.Count == 0 ? 0 : (double)words.Count(StopWords.Contains) / words.Count;
    }

    private static HashSet<string> ReadStopWords()
    {
        using var stream = typeof(EnglishText).Assembly.GetManifestResourceStream("EnglishStopWords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
