using System.Globalization;
using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>
/// Splits text into the words that rules count: runs of letters, marks and digits with inner apostrophes, in lower case;
/// in scripts written without spaces each character is one.
/// </summary>
/// <remarks>Not <see cref="Tokenizer"/>'s words: those follow scikit-learn, which drops "I" and "a".</remarks>
internal static class LyricWords
{
    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        Rune[] runes = [.. text.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            if (IsSpaceless(runes[i]))
            {
                End(words, word);
                words.Add(new Word(runes[i].ToString(), IsSpaceless: true));
            }
            else if (IsPart(runes[i]) || (IsApostrophe(runes[i]) && word.Length > 0 && i + 1 < runes.Length && IsPart(runes[i + 1])))
            {
                word.Append(IsApostrophe(runes[i]) ? new Rune('\'') : Rune.ToLowerInvariant(runes[i]));
            }
            else
            {
                End(words, word);
            }
        }

        End(words, word);
        return words;
    }

    public static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || IsMark(rune);

    private static void End(List<Word> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(new Word(word.ToString(), IsSpaceless: false));
            word.Clear();
        }
    }

    private static bool IsPart(Rune rune) => !IsSpaceless(rune) && (IsLetter(rune) || Rune.IsDigit(rune));

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or 0x2019;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Thai and Lao, Burmese, Khmer, kana, Han.</summary>
    private static bool IsSpaceless(Rune rune) => IsLetter(rune) && rune.Value is
        (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff) or (>= 0x3040 and <= 0x30ff) or
        (>= 0x3400 and <= 0x4dbf) or (>= 0x4e00 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff);

    /// <summary>One word.</summary>
    /// <param name="Text">In lower case, apostrophes straight.</param>
    /// <param name="IsSpaceless">Whether it is a character of a script without spaces, whose length says nothing.</param>
    public readonly record struct Word(string Text, bool IsSpaceless);
}
