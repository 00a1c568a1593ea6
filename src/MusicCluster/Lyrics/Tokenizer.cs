using System.Globalization;
using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>Splits text into words as scikit-learn's default pattern <c>(?u)\b\w\w+\b</c> does, in lower case.</summary>
public static class Tokenizer
{
    /// <summary>The words of two or more characters (letters, numbers and underscores), in order.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var lower = text.ToLowerInvariant();
        var start = 0;
        var runeCount = 0;
        for (var i = 0; i < lower.Length;)
        {
            var isRune = Rune.TryGetRuneAt(lower, i, out var rune);
            if (isRune && IsWordCharacter(rune))
            {
                runeCount++;
                i += rune.Utf16SequenceLength;
                continue;
            }

            AddWord(words, lower, start, i, runeCount);
            i += isRune ? rune.Utf16SequenceLength : 1;
            start = i;
            runeCount = 0;
        }

        AddWord(words, lower, start, lower.Length, runeCount);
        return words;
    }

    private static void AddWord(List<string> words, string text, int start, int end, int runeCount)
    {
        if (runeCount >= 2)
        {
            words.Add(text[start..end]);
        }
    }

    private static bool IsWordCharacter(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
