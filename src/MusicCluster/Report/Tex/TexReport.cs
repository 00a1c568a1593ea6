using System.Text;
using MusicCluster.Foundation.Files;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Tex;

/// <summary><c>tables/*.tex</c>: booktabs tables with captions and labels, and <c>all.tex</c>, a document that has them all.</summary>
internal static class TexReport
{
    private const int MaximumRowCount = 40;

    /// <summary>Wider tables are scaled to the text's width; about as many characters fit a line of a one-column paper.</summary>
    private const int MaximumLineLength = 95;

    /// <summary>Writes one file per short table.</summary>
    public static void Write(string folder, ReportContent content)
    {
        Directory.CreateDirectory(folder);
        var tables = content.Tables.Where(table => table.IsShort && table.Rows.Count > 0 && table.Title != SettingTables.EnvironmentTitle)
            .SelectMany(Parts).ToList();
        foreach (var table in tables)
        {
            AtomicFile.WriteText(Path.Combine(folder, table.Name + ".tex"), Of(table.Limited(MaximumRowCount, content.Order)));
        }

        AtomicFile.WriteText(Path.Combine(folder, "all.tex"), Document(content, tables));
    }

    /// <summary>A page cannot unfold: what carries lyrics has a table of its own.</summary>
    private static IEnumerable<ReportTable> Parts(ReportTable table) => table.HasLyricsApart
        ? [table.Part(withLyrics: false), table.Part(withLyrics: true) with { Name = $"{table.Name}-lyrics", Title = $"{table.Title}, with lyrics" }]
        : [table];

    /// <summary>A table float; the paper needs <c>booktabs</c> and <c>graphicx</c>.</summary>
    internal static string Of(ReportTable table)
    {
        var isWide = Enumerable.Range(0, table.Columns.Count)
            .Sum(column => 2 + table.Rows.Select(row => Length(row[column])).Append(table.Columns[column].Length).Max()) > MaximumLineLength;
        var text =
            new StringBuilder("% Needs \\usepackage{booktabs,graphicx,textcomp} and \\usepackage[T1]{fontenc}.\n\\begin{table}[htbp]\n\\centering\n\\small\n");
        text.Append($"\\caption{{{TexText.Escape($"{table.Title}. {table.Caption}", 1000)}}}\n\\label{{tab:{table.Name}}}\n");
        text.Append(isWide ? "\\resizebox{\\textwidth}{!}{%\n" : "");
        text.Append("\\begin{tabular}{")
            .Append(string.Concat(Enumerable.Range(0, table.Columns.Count).Select(column => table.IsNumeric(column) ? 'r' : 'l'))).Append("}\n\\toprule\n");
        text.AppendJoin(" & ", table.Columns.Select(column => TexText.Escape(column))).Append(" \\\\\n\\midrule\n");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Heading(row) is { } family)
            {
                var heading = $"\\textit{{{TexText.Escape(family)}}}";
                text.Append(row == 0 ? "" : "\\midrule\n").AppendJoin(" & ", table.Columns.Select((_, i) => i == 0 ? heading : "")).Append(" \\\\\n");
            }

            text.AppendJoin(" & ", table.Rows[row].Select(Cell)).Append(" \\\\\n");
        }

        return text.Append("\\bottomrule\n\\end{tabular}").Append(isWide ? "}" : "").Append("\n\\end{table}\n").ToString();
    }

    private static int Length(object? value) => value is Estimate estimate ? estimate.MeanText.Length : CellText.Of(value).Length;

    private static string Cell(object? value) => value switch
    {
        Estimate estimate => Stacked(Bold(TexText.Escape(estimate.MeanText), estimate.IsBest), estimate.IntervalText),
        double => $"${CellText.Of(value)}$",
        // A row's first cell that begins with a bracket would be read as the space after the row before.
        _ => CellText.Of(value) is ['[' or '*', ..] ? $"{{}}{TexText.Escape(CellText.Of(value))}" : TexText.Escape(CellText.Of(value)),
    };

    private static string Bold(string text, bool isBest) => isBest ? $"\\textbf{{{text}}}" : text;

    /// <summary>The interval below its estimate: beside it, tables would be wider than any page.</summary>
    private static string Stacked(string mean, string interval) =>
        interval.Length == 0 ? mean : $"\\begin{{tabular}}[c]{{@{{}}r@{{}}}}{mean}\\\\[-2pt]{{\\scriptsize ${interval}$}}\\end{{tabular}}";

    private static string Document(ReportContent content, List<ReportTable> tables)
    {
        var text = new StringBuilder("""
            \documentclass[a4paper]{article}
            \usepackage[utf8]{inputenc}
            \usepackage[T1]{fontenc}
            \usepackage{textcomp}
            \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
            \usepackage{booktabs,graphicx}
            \usepackage[margin=2cm]{geometry}
            \begin{document}

            """.ReplaceLineEndings("\n"));
        text.Append($"\\section*{{{TexText.Escape(content.Title)}}}\n");
        foreach (var table in tables)
        {
            text.Append($"\\input{{{table.Name}}}\n");
        }

        return text.Append("\\end{document}\n").ToString();
    }
}
