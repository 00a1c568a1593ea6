using System.Text;
using ICU4N.Text;

namespace MusicCluster.Lyrics;

/// <summary>Unicode's normal forms.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> asks the system's ICU, which a machine may lack or have in another version, and without it
/// leaves everything beyond ASCII as it is.
/// </remarks>
internal static class UnicodeForm
{
    /// <summary>NFKC: one code point per letter where there is one, and plain letters for full-width ones and ligatures.</summary>
    public static string Composed(string text) => Normalizer2.NFKCInstance.Normalize(Sound(text));

    /// <summary>NFKD: letters apart from their accents.</summary>
    public static string Decomposed(string text) => Normalizer2.NFKDInstance.Normalize(Sound(text));

    /// <summary>Whether a character is a mark on the one before it: what is left of é without e.</summary>
    public static bool IsCombining(Rune rune) => Normalizer2.NFKDInstance.GetCombiningClass(rune.Value) != 0;

    /// <summary>Half a surrogate pair is no text; it becomes U+FFFD.</summary>
    private static string Sound(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())) : text;
}
