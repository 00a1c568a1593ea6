using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Files;
using MusicCluster.Report.Figures;

namespace MusicCluster.Report.Html;

/// <summary><c>report.html</c>: one file that asks the network for nothing.</summary>
internal static partial class HtmlReport
{
    private const int MaximumSentenceLength = 1000;

    /// <summary>The section of all tables that have no section of their own.</summary>
    private const string ResultsId = "results";

    private static readonly string[] ScriptNames = 
        ["1-theme.js", "2-tables.js", "3-data.js", "4-elements.js", "5-player.js", "6-view.js", "7-path.js", "8-track.js", "9-map.js", "10-groups.js"];

    private static readonly (string Id, string Title, string[] Tables)[] Sections =
    [
        ("trust", "Trust", ["separation"]),
        (ResultsId, "Results", ["results", "neighbors", "published", "agreement", "reference", "silhouette", "davies-bouldin"]),
        ("tests", "Tests", ["baseline", "fusion", "ranking", "criteria", "artists"]),
        ("models", "Models", ["models-trained"]),
        ("corpus", "Corpus", ["corpus", "left-out", "lyrics-verdicts"]),
    ];

    private static readonly HashSet<string> Placed = [.. Sections.SelectMany(section => section.Tables), "settings", "settings-main", "environment"];

    private static bool IsPlaced(string table) => Placed.Contains(table) || HtmlGroups.Has(table);

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file; the figures lie in <c>figures/</c> beside it.</param>
    /// <param name="content">What to say.</param>
    /// <param name="source">The tables behind the map.</param>
    public static void Write(string path, ReportContent content, ReportSource source)
    {
        var style = Resource("report.css");
        var script = string.Join('\n', ScriptNames.Select(Resource));
        var values = new Dictionary<string, string>
        {
            ["policy"] = $"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; "
                + $"img-src data:; media-src 'self' file:; base-uri 'none'; form-action 'none'",
            ["title"] = HtmlText.Escape(content.Title),
            ["name"] = HtmlText.Escape(content.ProfileName),
            ["style"] = style,
            ["script"] = script,
            ["facts"] = Facts(content, source),
            ["navigation"] = Navigation(content),
            ["groups"] = HtmlGroups.Section(content),
            ["headline"] = string.Concat(content.Headline.Select(sentence => $"<li>{HtmlText.Escape(sentence, MaximumSentenceLength)}</li>\n")),
            ["sections"] = SectionsOf(content, Path.Combine(Path.GetDirectoryName(path)!, "figures")),
            ["data"] = HtmlData.Of(source, content.Order),
        };
        // One pass, so that no value is read as a place for another.
        AtomicFile.WriteText(path, Place().Replace(Resource("page.html"), match => values[match.Groups[1].Value]));
    }

    private static string Facts(ReportContent content, ReportSource source)
    {
        var corpus = source.Rows<CorpusRow>();
        (string Name, int Count)[] facts =
        [
            ("tracks", corpus[^1].TrackCount), ("genres", corpus.Count(row => row.IsGenre)), ("artists", corpus[^1].ArtistCount),
            ("representations", content.Order.Count), ("seeds", source.Settings.Seeds.Count),
        ];
        return string.Concat(facts.Where(fact => fact.Count > 0).Select(fact => $"<div><dt>{fact.Name}</dt><dd>{fact.Count}</dd></div>"));
    }

    private static string Navigation(ReportContent content)
    {
        (string Id, string Title)[] groups = content.Tables.Any(table => HtmlGroups.Has(table.Name)) ? [("groups", "Groups")] : [];
        (string Id, string Title)[] all =
        [
            ("findings", "Findings"), .. groups, ("map", "Map"),
            .. Sections.Where(section => IsShown(section.Id, content)).Select(section => (section.Id, section.Title)),
            ("figures", "Figures"), ("making", "How it was made"),
        ];
        return string.Concat(all.Select(entry => $"<li><a href=\"#{entry.Id}\">{entry.Title}</a></li>"));
    }

    /// <summary>Results that are older than descriptions of groups say nothing of trust; all other sections are always there.</summary>
    private static bool IsShown(string id, ReportContent content) => id != "trust" || content.Tables.Any(table => table.Name == "separation");

    private static string SectionsOf(ReportContent content, string figuresFolder)
    {
        var html = new StringBuilder();
        foreach (var (id, title, names) in Sections.Where(section => IsShown(section.Id, content)))
        {
            Open(html, id, title);
            // A table without a section of its own is a result: none is lost because the page does not list it.
            foreach (var table in content.Tables.Where(table => names.Contains(table.Name) || (id == ResultsId && !IsPlaced(table.Name)))
                .OrderBy(table => (uint)Array.IndexOf(names, table.Name)))
            {
                HtmlTable.Append(html, table);
            }

            html.Append("</section>\n");
        }

        AppendFigures(html, content.Figures, figuresFolder);
        Open(html, "making", "How it was made");
        html.Append($"<p><code>./build.sh --profile={HtmlText.Escape(content.ProfileName)}</code> runs everything; "
            + $"<code>--target=Verify</code> regenerates the tables from a clean cache and compares them with these.</p>\n");
        foreach (var table in content.Tables.Where(table => table.Name is "settings" or "environment")
            .OrderByDescending(table => table.Name, StringComparer.Ordinal))
        {
            html.Append($"<details><summary>{HtmlText.Escape(table.Title)}</summary>\n");
            HtmlTable.Append(html, table);
            html.Append("</details>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    /// <summary>The figures that are worth it, then the others folded; maps are above, where they can be walked through.</summary>
    private static void AppendFigures(StringBuilder html, IReadOnlyList<ReportFigure> figures, string folder)
    {
        Open(html, "figures", "Figures");
        var drawn = figures.Where(figure => figure.Group != "Maps").ToList();
        AppendGrid(html, [.. drawn.Where(figure => figure.IsInline)], folder);
        foreach (var group in drawn.Where(figure => !figure.IsInline).GroupBy(figure => figure.Group))
        {
            html.Append($"<details><summary>{HtmlText.Escape(group.Key)}: {group.Count()} more</summary>\n");
            AppendGrid(html, [.. group], folder);
            html.Append("</details>\n");
        }

        html.Append("</section>\n");
    }

    private static void AppendGrid(StringBuilder html, List<ReportFigure> figures, string folder)
    {
        html.Append("<div class=\"figures\">\n");
        foreach (var figure in figures)
        {
            var png = File.ReadAllBytes(Path.Combine(folder, figure.Name + ".png"));
            var (width, height) = PngSize.Of(png);
            var caption = HtmlText.Escape(figure.Caption, MaximumSentenceLength);
            html.Append($"<figure><img alt=\"{caption}\" width=\"{width}\" height=\"{height}\" "
                + $"src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><figcaption>{caption}</figcaption></figure>\n");
        }

        html.Append("</div>\n");
    }

    private static void Open(StringBuilder html, string id, string title) =>
        html.Append($"<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{HtmlText.Escape(title)}</h2>\n");

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
