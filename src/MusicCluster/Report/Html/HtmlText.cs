using System.Text;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Html;

/// <summary>Text that must not become markup.</summary>
internal static class HtmlText
{
    /// <summary>Cleaned and escaped for elements and for attributes in double quotes.</summary>
    public static string Escape(string text, int maximumLength = PlainText.MaximumLength)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in PlainText.Of(text, maximumLength))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
