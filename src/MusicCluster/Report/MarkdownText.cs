using System.Text;
using System.Text.RegularExpressions;

namespace MusicCluster.Report;

/// <summary>Text from tags and file names that must not become markup.</summary>
internal static partial class MarkdownText
{
    /// <summary>Escapes what Markdown and code hosts read: pipes, tags, emphasis, code, formulas, entities, links.</summary>
    /// <remarks>Brackets stay as they are where they make no link: intervals are to be read as plain text too.</remarks>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var hasLink = Link().IsMatch(text);
        foreach (var c in text)
        {
            if (c is '|' or '<' or '>' or '`' or '*' or '_' or '\\' or '$' or '~' or '&' || (hasLink && c is '[' or ']' or '!'))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"\]\s*[(\[:]")]
    private static partial Regex Link();
}
