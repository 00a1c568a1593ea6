using System.Text;
using System.Text.RegularExpressions;

namespace MusicCluster.Lyrics;

/// <summary>Reads and cleans lyric files.</summary>
internal static partial class LyricsText
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

    /// <summary>
    /// Writes a text plainly (form KC) and removes what nobody sings: timestamps, headers and bracketed tags such as
    /// <c>[Chorus]</c>, sounds in parentheses, names of speakers and parts before a colon, notes, blank lines.
    /// </summary>
    public static string Clean(string text)
    {
        var lines = UnicodeForm.Composed(text).ReplaceLineEndings("\n").Split('\n')
            .Select(line => TimePattern().Replace(line, " "))
            .Select(line => TagPattern().Replace(line, " "))
            .Select(line => SpacePattern().Replace(line, " ").Trim())
            .Select(line => SpeakerPattern().Replace(line, ""))
            .Where(line => line.Length > 0);
        return string.Join('\n', lines);
    }

    /// <summary>Subtitle times, <c>00:01:02,500 --> 00:01:04</c>, and word times of .lrc, <c>&lt;00:12.3></c>.</summary>
    [GeneratedRegex(@"(\d+:)?\d+:\d+([.,]\d+)?\s*-->\s*(\d+:)?\d+:\d+([.,]\d+)?|<\d+:\d+([.:]\d+)?>")]
    private static partial Regex TimePattern();

    /// <summary>Brackets of any content; in parentheses or between stars only sounds, for songs have words in parentheses.</summary>
    [GeneratedRegex(
        @"\[[^\]\n]*\]|\{[^}\n]*\}|</?[a-zA-Z][^>\n]{0,40}>|[♩♪♫♬♭♯]|"
        + @"\(\s*(\w+\s+){0,2}(music|applause|laugh\w*|instrumental|singing|cheer\w*|inaudible|silence|whistl\w*|humming)(\s+\w+){0,2}\s*\)|\*+[^*\n]{1,40}\*+",
        RegexOptions.IgnoreCase)]
    private static partial Regex TagPattern();

    /// <summary><c>>> ANNA:</c>, <c>Speaker 2:</c>, <c>Chorus:</c>; other words before a colon may be sung.</summary>
    [GeneratedRegex(
        @"^(?:>>+\s*)?(?:(?:[A-Z][A-Z .'0-9-]{1,30}|"
        + @"(?i:speaker|singer|verse|chorus|pre-chorus|bridge|refrain|hook|intro|outro)(?:\s*\d+)?)\s*:(?!\d)\s*)?")]
    private static partial Regex SpeakerPattern();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+")]
    private static partial Regex SpacePattern();
}
