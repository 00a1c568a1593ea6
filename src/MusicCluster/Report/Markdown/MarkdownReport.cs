using System.Text;
using MusicCluster.Foundation.Files;
using MusicCluster.Report.Figures;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Markdown;

/// <summary><c>report.md</c>: reads well as plain text and on a code host; a few pages.</summary>
internal static class MarkdownReport
{
    /// <summary>A table of more rows is in the workbook and on the page.</summary>
    private const int MaximumRowCount = 24;

    /// <summary>Behind which table the figures of a group stand; those of other groups come at the end.</summary>
    private static readonly Dictionary<string, string[]> FiguresBehind = new()
    {
        ["groups"] = ["Maps"],
        ["group-traits"] = ["Groups"],
        ["models-trained"] = ["Loss curves", "Reconstructions"],
        ["results"] = ["Metrics"],
        ["reference"] = ["Clusters against genres", "Silhouette profiles"],
    };

    /// <summary>Writes the report.</summary>
    public static void Write(string path, ReportContent content)
    {
        var text = new StringBuilder($"# {MarkdownText.Escape(PlainText.Of(content.Title))}\n\n");
        foreach (var sentence in content.Headline)
        {
            text.Append($"- {MarkdownText.Escape(PlainText.Of(sentence, MarkdownText.MaximumSentenceLength))}\n");
        }

        foreach (var table in content.Tables.Where(table => table.IsShort))
        {
            if (table.Title == SettingTables.EnvironmentTitle)
            {
                AppendLinks(text, content.Figures);
                AppendReproduction(text, content);
            }

            AppendTable(text, table, content.Order);
            foreach (var figure in content.Figures.Where(figure => figure.IsInline && FiguresBehind.GetValueOrDefault(table.Name, []).Contains(figure.Group)))
            {
                var caption = MarkdownText.Escape(PlainText.Of(figure.Caption, MarkdownText.MaximumSentenceLength));
                text.Append($"\n![{caption}](figures/{Uri.EscapeDataString(figure.Name)}.png)\n");
            }
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>A table; its rows with lyrics folded below it.</summary>
    private static void AppendTable(StringBuilder text, ReportTable table, IReadOnlyList<string> order)
    {
        var alone = table.HasLyricsApart ? table.Part(withLyrics: false) : table;
        MarkdownText.AppendTable(text, alone.Limited(MaximumRowCount, order));
        if (table.HasLyricsApart)
        {
            var fused = table.Part(withLyrics: true);
            var shown = fused.Limited(MaximumRowCount, order);
            text.Append($"\n<details><summary>With lyrics: {shown.Rows.Count}{(shown == fused ? "" : $" of {fused.Rows.Count}")} rows</summary>\n");
            MarkdownText.AppendRows(text, shown);
            text.Append("\n</details>\n");
        }
    }

    private static void AppendLinks(StringBuilder text, IReadOnlyList<ReportFigure> figures)
    {
        text.Append("\n## More figures\n");
        foreach (var group in figures.Where(figure => !figure.IsInline).GroupBy(figure => figure.Group))
        {
            text.Append($"\n{group.Key}: ")
                .AppendJoin(", ", group.Select(figure => $"[{MarkdownText.Escape(figure.Name)}](figures/{Uri.EscapeDataString(figure.Name)}.png)"))
                .Append(".\n");
        }
    }

    private static void AppendReproduction(StringBuilder text, ReportContent content) => text.Append($"""

        ## How to reproduce

        `./build.sh --profile={content.ProfileName}` runs everything; `dotnet cake --target=Verify --profile={content.ProfileName}` regenerates the
        tables from a clean cache and compares them with these. `manifest.json` names the commit, the settings, the package
        versions and the digest of every file. Long tables: `metrics.csv`, `summary.csv`, `assignments.csv`, `failures.csv`.
        `report.html` has the interactive map, `report.xlsx` every table, `tables/` those for a paper.

        """.ReplaceLineEndings("\n"));
}
