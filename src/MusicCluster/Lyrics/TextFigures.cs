using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>What the text rules look at. Shares are of the characters that are not white space, 0 to 1.</summary>
/// <param name="WordCount">Runs of letters and digits; in scripts without spaces, characters.</param>
/// <param name="UniqueWordRatio">Different words over words; 0 without words.</param>
/// <param name="LetterShare">Letters and their marks.</param>
/// <param name="SymbolShare">All that is neither letter nor digit.</param>
/// <param name="DigitShare">Digits.</param>
/// <param name="TopWordShare">Occurrences of the most frequent word over words; 0 without words.</param>
/// <param name="MeanWordLength">Characters per word of scripts with spaces; NaN where there is none.</param>
/// <param name="LatinWordCount">Words of nothing but Latin letters and apostrophes.</param>
/// <param name="NonAsciiShare">Characters beyond ASCII, typographic quotes and dashes aside.</param>
internal sealed record TextFigures(
    int WordCount, double UniqueWordRatio, double LetterShare, double SymbolShare, double DigitShare, double TopWordShare,
    double MeanWordLength, int LatinWordCount, double NonAsciiShare)
{
    /// <summary>The figures of a text as it is; clean it before (<see cref="LyricsText.Clean"/>).</summary>
    public static TextFigures Of(string text)
    {
        var words = LyricWords.Of(text);
        var counts = words.CountBy(word => word.Text).ToDictionary(StringComparer.Ordinal);
        var (letters, digits, others, foreign) = (0, 0, 0, 0);
        foreach (var rune in text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)))
        {
            letters += LyricWords.IsLetter(rune) ? 1 : 0;
            digits += Rune.IsDigit(rune) ? 1 : 0;
            others += LyricWords.IsLetter(rune) || Rune.IsDigit(rune) ? 0 : 1;
            foreign += rune.IsAscii || rune.Value is >= 0x2010 and <= 0x201f ? 0 : 1;
        }

        double total = Math.Max(1, letters + digits + others);
        double wordCount = Math.Max(1, words.Count);
        return new TextFigures(
            words.Count,
            counts.Count / wordCount,
            letters / total,
            others / total,
            digits / total,
            counts.Count == 0 ? 0 : counts.Values.Max() / wordCount,
            words.Where(word => !word.IsSpaceless).Select(word => (double)word.Text.EnumerateRunes().Count()).DefaultIfEmpty(double.NaN).Average(),
            words.Count(word => !word.IsSpaceless && word.Text.EnumerateRunes().All(IsLatin)),
            foreign / total);
    }

    /// <summary>Basic Latin, Latin-1, Extended-A and -B, and the straight apostrophe.</summary>
    private static bool IsLatin(Rune rune) => rune.Value == '\'' || (Rune.IsLetter(rune) && rune.Value is < 0x250 or (>= 0x1e00 and < 0x1f00));
}
