using System.Text;

namespace MusicCluster.Report.Tables;

/// <summary>Text from tags, file names and errors, made harmless for every rendering; what is markup there each escapes itself.</summary>
internal static class PlainText
{
    /// <summary>No cell of a report needs more; the whole text is in the CSV files.</summary>
    public const int MaximumLength = 200;

    /// <summary>One line without control characters and without marks that turn the direction of what follows, cut at a limit.</summary>
    public static string Of(string text, int maximumLength = MaximumLength)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\n' or '\r' or '\t')
            {
                result.Append(result.Length > 0 && result[^1] == ' ' ? "" : " ");
            }
            else if (!Rune.IsControl(rune) && !TurnsDirection(rune) && rune.Value != 0xFFFD)
            {
                result.Append(rune);
            }
        }

        return Cut(result.ToString().Trim(), maximumLength);
    }

    /// <summary>Embeddings, overrides and isolates (Unicode TR9): unclosed, they would mirror the rest of the line.</summary>
    private static bool TurnsDirection(Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF;

    private static string Cut(string text, int maximumLength)
    {
        if (text.Length <= maximumLength)
        {
            return text;
        }

        var end = maximumLength - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
