using System.Text;
using System.Text.RegularExpressions;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Markdown;

/// <summary>Text from tags and file names that must not become markup.</summary>
internal static partial class MarkdownText
{
    /// <summary>Captions and findings are longer than cells.</summary>
    public const int MaximumSentenceLength = 1000;

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

    /// <summary>A heading, a caption and a table; numbers to the right.</summary>
    public static string Table(string title, string caption, IEnumerable<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        var table = new ReportTable("table", title, caption, [.. columns], [.. rows.Select(row => (IReadOnlyList<object?>)[.. row])]);
        var text = new StringBuilder();
        AppendTable(text, table);
        return text.ToString().TrimStart('\n');
    }

    /// <summary>The same in a report; a table without rows is its caption.</summary>
    public static void AppendTable(StringBuilder text, ReportTable table)
    {
        text.Append($"\n## {Escape(PlainText.Of(table.Title))}\n\n{Escape(PlainText.Of(table.Caption, MaximumSentenceLength))}\n");
        if (table.Rows.Count > 0)
        {
            AppendRows(text, table);
        }
    }

    /// <summary>Heads and rows alone, each family under its name.</summary>
    public static void AppendRows(StringBuilder text, ReportTable table)
    {
        text.Append("\n| ").AppendJoin(" | ", table.Columns.Select(column => Escape(PlainText.Of(column)))).Append(" |\n");
        text.Append("| ").AppendJoin(" | ", Enumerable.Range(0, table.Columns.Count).Select(column => table.IsNumeric(column) ? "---:" : "---")).Append(" |\n");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Heading(row) is { } family)
            {
                text.Append("| ").AppendJoin(" | ", table.Columns.Select((_, i) => i == 0 ? $"*{Escape(family)}*" : "")).Append(" |\n");
            }

            text.Append("| ").AppendJoin(" | ", table.Rows[row].Select(Cell)).Append(" |\n");
        }
    }

    private static string Cell(object? value) => value switch
    {
        Estimate { IsBest: true } estimate => $"**{estimate.MeanText}** {estimate.IntervalText}".TrimEnd(),
        Estimate => value.ToString()!,
        _ => Escape(CellText.Of(value)),
    };

    [GeneratedRegex(@"\]\s*[(\[:]")]
    private static partial Regex Link();
}
