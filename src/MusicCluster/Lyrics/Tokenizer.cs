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
        foreach (var word in WordsOf(text.ToLowerInvariant()))
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The same without making a string of each, from text that is in lower case already.</summary>
    public static WordEnumerator WordsOf(ReadOnlySpan<char> lowerText) => new(lowerText);

    /// <summary>Walks through the words of a text.</summary>
    public ref struct WordEnumerator(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int position;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly WordEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (position < text.Length)
            {
                var start = position;
                var characterCount = 0;
                for (int length; position < text.Length && (length = WordCharacterLength(text[position..])) > 0; position += length)
                {
                    characterCount++;
                }

                if (characterCount >= 2)
                {
                    Current = text[start..position];
                    return true;
                }

                position++;
            }

            return false;
        }

        /// <summary>How many chars the word character at the beginning has; 0 if there is none.</summary>
        private static int WordCharacterLength(ReadOnlySpan<char> text)
        {
            if (char.IsAscii(text[0]))
            {
                return char.IsAsciiLetterOrDigit(text[0]) || text[0] == '_' ? 1 : 0;
            }

            return Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done && IsWordCharacter(rune) ? length : 0;
        }

        private static bool IsWordCharacter(Rune rune) => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or
            UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
    }
}
