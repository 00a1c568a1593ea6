using System.Globalization;

namespace MusicCluster.Lyrics;

/// <summary>Judges lyrics by their text alone: for files and services, and as the second half of <see cref="Whisper.TranscriptFilter"/>.</summary>
internal static class TextFilter
{
    /// <summary>Cleans a text and judges it.</summary>
    /// <param name="text">As it came, e.g. with timestamps and tags.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="language">Which languages are kept.</param>
    /// <param name="wasHeard">Whether the language was heard; otherwise it is detected from the words (<see cref="EnglishText"/>).</param>
    public static LyricsVerdict Judge(string text, TranscriptRules rules, LyricsLanguage language = LyricsLanguage.Any, bool wasHeard = false)
    {
        var clean = LyricsText.Clean(text);
        var words = KnownHallucinations.Remove(clean, rules.Inventions);
        var figures = TextFigures.Of(words);
        var (rule, reason) = words.Length == 0 && clean.Length > 0
            ? ("known invention", $"nothing but \"{Shorten(clean)}\", which is invented where nobody sings")
            : Broken(figures, rules).Concat(language == LyricsLanguage.English ? BrokenEnglish(words, figures, rules, wasHeard) : []).FirstOrDefault(("", ""));
        return new LyricsVerdict(words, rule, reason, List(figures));
    }

    /// <summary>The figures by name, as tables have them.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> List(TextFigures figures) =>
    [
        new("words", figures.WordCount), new("unique_word_ratio", figures.UniqueWordRatio), new("letter_share", figures.LetterShare),
        new("symbol_share", figures.SymbolShare), new("digit_share", figures.DigitShare), new("top_word_share", figures.TopWordShare),
        new("mean_word_length", figures.MeanWordLength), new("latin_words", figures.LatinWordCount),
        new("non_ascii_share", figures.NonAsciiShare),
    ];

    private static IEnumerable<(string Rule, string Reason)> Broken(TextFigures found, TranscriptRules rules)
    {
        if (found.WordCount < rules.MinimumWordCount)
        {
            yield return ("too few words", $"{found.WordCount} words; at least {rules.MinimumWordCount} are needed");
        }

        if (found.LetterShare < rules.MinimumLetterShare)
        {
            yield return ("too few letters", $"{Text(found.LetterShare)} of the characters are letters; at least {Text(rules.MinimumLetterShare)} are needed");
        }

        if (found.SymbolShare > rules.MaximumSymbolShare)
        {
            yield return ("too many symbols", $"{Text(found.SymbolShare)} of the characters are symbols; at most {Text(rules.MaximumSymbolShare)} may be");
        }

        if (found.DigitShare > rules.MaximumDigitShare)
        {
            yield return ("too many digits", $"{Text(found.DigitShare)} of the characters are digits; at most {Text(rules.MaximumDigitShare)} may be");
        }

        if (found.UniqueWordRatio < rules.MinimumUniqueWordRatio)
        {
            yield return ("repeats itself",
                $"{Text(found.UniqueWordRatio)} of the words are different; at least {Text(rules.MinimumUniqueWordRatio)} are needed");
        }

        if (found.TopWordShare > rules.MaximumTopWordShare)
        {
            yield return ("one word", $"{Text(found.TopWordShare)} of the words are one; at most {Text(rules.MaximumTopWordShare)} may be");
        }

        // Not a number where the script has no spaces.
        if (found.MeanWordLength < rules.MinimumMeanWordLength)
        {
            yield return ("short words",
                $"words have {Text(found.MeanWordLength)} letters on average; at least {Text(rules.MinimumMeanWordLength)} are needed");
        }
    }

    private static IEnumerable<(string Rule, string Reason)> BrokenEnglish(string words, TextFigures found, TranscriptRules rules, bool wasHeard)
    {
        if (found.LatinWordCount < rules.MinimumLatinWordCount)
        {
            yield return ("not English", $"{found.LatinWordCount} words in Latin letters; English needs at least {rules.MinimumLatinWordCount}");
        }

        if (found.NonAsciiShare > rules.MaximumNonAsciiShare)
        {
            yield return ("not English",
                $"{Text(found.NonAsciiShare)} of the characters are beyond ASCII; English has at most {Text(rules.MaximumNonAsciiShare)}");
        }

        if (!wasHeard && !EnglishText.HasFunctionWords(words))
        {
            yield return ("not English", "too few of the words are those that every English text has");
        }
    }

    internal static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
