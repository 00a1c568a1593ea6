namespace MusicCluster.Foundation.Files;

/// <summary>File names from untrusted text.</summary>
internal static class FileNames
{
    /// <summary>The text itself if it is a harmless name, else its digest's beginning: unique and safe on every system.</summary>
    public static string Safe(string text) =>
        text.Length is > 0 and <= 100 && text[0] != '.' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? text
            : Digest.OfText(text)[..24];
}
