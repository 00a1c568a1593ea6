using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace MusicCluster.Lyrics.Sources;

/// <summary>Reads the lyrics out of a song's page.</summary>
internal static class GeniusPage
{
    /// <summary>The text of the page's lyric containers, a line per line; empty where a page of the site has none.</summary>
    /// <exception cref="FormatException">This is no page of the site.</exception>
    public static string Lyrics(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var containers = document.QuerySelectorAll("[data-lyrics-container='true']");
        if (containers.Length == 0 && document.QuerySelector("meta[property='og:site_name'], [class*='LyricsPlaceholder']") is null)
        {
            throw new FormatException("a page without lyric containers");
        }

        var text = new StringBuilder();
        foreach (var container in containers)
        {
            Append(container, text);
            text.Append('\n');
        }

        return text.ToString().Trim();
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data.ReplaceLineEndings(" "));
                    break;
                case IElement { LocalName: "br" }:
                    text.Append('\n');
                    break;
                case IElement element when element.LocalName is not ("script" or "style") && !element.HasAttribute("data-exclude-from-selection"):
                    Append(element, text);
                    break;
            }
        }
    }
}
