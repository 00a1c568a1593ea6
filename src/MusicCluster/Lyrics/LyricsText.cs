using System.Text;
using System.Text.RegularExpressions;

namespace MusicCluster.Lyrics;

/// <summary>Reads and cleans lyric files.</summary>
public static partial class LyricsText
{
    /// <summary>A lyric file larger than this is something else.</summary>
    public const int MaximumByteCount = 1 << 20;

    /// <summary>Decodes bytes: by byte-order mark, else UTF-8, else Latin-1 (which no byte string is invalid in).</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        try
        {
            var text = bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>Removes .lrc timestamps and headers, bracketed tags such as <c>[Chorus]</c>, and blank lines.</summary>
    public static string Clean(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n')
            .Select(line => BracketPattern().Replace(line, " "))
            .Select(line => SpacePattern().Replace(line, " ").Trim())
            .Where(line => line.Length > 0);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"\[[^\]\n]*\]|<\d+:\d+(\.\d+)?>")]
    private static partial Regex BracketPattern();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex SpacePattern();
}
