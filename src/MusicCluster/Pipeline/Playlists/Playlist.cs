using System.Globalization;
using System.Text;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>A track of a playlist.</summary>
/// <param name="Path">Of the audio file, relative to the playlist, or absolute where there is no relative one.</param>
/// <param name="Seconds">Its duration; 0 or no number when unknown.</param>
/// <param name="Artist">Empty when unknown.</param>
/// <param name="Title">Empty when unknown.</param>
internal sealed record PlaylistEntry(string Path, double Seconds, string Artist, string Title);

/// <summary>Extended M3U in UTF-8: a line of directives per track, and a line that is its path.</summary>
internal static class Playlist
{
    /// <summary>What the file name of a playlist ends in.</summary>
    public const string Extension = ".m3u8";

    private const string Header = "#EXTM3U";
    private const string Info = "#EXTINF:";

    /// <summary>Whether a path can be a line: one with a line break cannot, and one that is not UTF-8 has been read as something else.</summary>
    public static bool CanHold(string path) =>
        path.Length > 0 && path.IsWellFormed() && !path.Any(c => char.IsControl(c) || c is '\uFFFD' or '\u2028' or '\u2029');

    /// <summary>The text of a playlist.</summary>
    public static string Format(IEnumerable<PlaylistEntry> entries)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var entry in entries)
        {
            var seconds = entry.Seconds > 0 ? Math.Round(entry.Seconds).ToString(CultureInfo.InvariantCulture) : "-1";
            text.Append(Info).Append(seconds).Append(',').Append(Caption(entry)).Append('\n').Append(Line(entry.Path)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Paths and captions of a playlist.</summary>
    /// <exception cref="FormatException">The text is no extended M3U.</exception>
    public static IReadOnlyList<(string Path, int Seconds, string Caption)> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new FormatException($"A playlist begins with {Header}.");
        }

        var entries = new List<(string, int, string)>();
        var (seconds, caption) = (-1, "");
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith(Info, StringComparison.Ordinal) && line[Info.Length..].Split(',', 2) is [var duration, var rest])
            {
                (seconds, caption) = (int.Parse(duration, CultureInfo.InvariantCulture), rest);
            }
            else if (!line.StartsWith('#'))
            {
                entries.Add((line, seconds, caption));
                (seconds, caption) = (-1, "");
            }
        }

        return entries;
    }

    // Tags may hold anything.
    private static string Caption(PlaylistEntry entry)
    {
        var title = entry.Title.Length > 0 ? entry.Title : Path.GetFileNameWithoutExtension(entry.Path);
        var caption = entry.Artist.Length > 0 ? $"{entry.Artist} - {title}" : title;
        return string.Concat(caption.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
    }

    // So that a name that begins with # is no directive, one with a colon no address, and one with a space keeps it.
    private static string Line(string path) => Path.IsPathRooted(path) || path.StartsWith("../", StringComparison.Ordinal) ? path : "./" + path;

    private static bool IsWellFormed(this string text)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
