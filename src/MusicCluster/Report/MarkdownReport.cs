using System.Globalization;
using System.Text;
using MusicCluster.Foundation;

namespace MusicCluster.Report;

/// <summary><c>report.md</c>: reads well as plain text and on a code host.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to say.</param>
    /// <param name="figures">Names of the figures without endings.</param>
    public static void Write(string path, ReportContent content, IReadOnlyList<string> figures)
    {
        var text = new StringBuilder();
        text.Append($"# {content.Title}\n\n");
        foreach (var sentence in content.Headline)
        {
            text.Append($"- {Escape(sentence)}\n");
        }

        foreach (var table in content.Tables)
        {
            text.Append($"\n## {table.Title}\n\n{table.Caption}\n\n");
            if (table.Rows.Count > 0)
            {
                AppendTable(text, table);
            }
        }

        AppendFigures(text, figures);
        text.Append($"""

            ## How to reproduce

            `./build.sh --profile={content.ProfileName}` runs everything; `dotnet cake --target=Verify --profile={content.ProfileName}` regenerates the
            tables from a clean cache and compares them with these. `manifest.json` names the commit, the settings, the package
            versions and the digest of every file. Long tables: `metrics.csv`, `summary.csv`, `assignments.csv`, `failures.csv`.

            """.ReplaceLineEndings("\n"));
        AtomicFile.WriteText(path, text.ToString());
    }

    private static void AppendTable(StringBuilder text, ReportTable table)
    {
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(Escape)).Append(" |\n");
        text.Append("| ").AppendJoin(" | ", Enumerable.Range(0, table.Columns.Count).Select(column => IsNumeric(table, column) ? "---:" : "---")).Append(" |\n");
        foreach (var row in table.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
        }
    }

    private static void AppendFigures(StringBuilder text, IReadOnlyList<string> figures)
    {
        text.Append("\n## Figures\n");
        foreach (var (title, prefix) in new[]
        {
            ("Metrics", ""), ("Maps", "map-"), ("Loss curves", "loss-"), ("Reconstructions", "reconstructions-"),
        })
        {
            var own = figures.Where(figure => prefix.Length > 0
                ? figure.StartsWith(prefix, StringComparison.Ordinal)
                : !figure.Contains("map-", StringComparison.Ordinal) && !figure.StartsWith("loss-", StringComparison.Ordinal) && !figure.StartsWith("reconstructions-", StringComparison.Ordinal)).ToList();
            if (own.Count > 0)
            {
                text.Append($"\n### {title}\n\n");
                text.AppendJoin("\n", own.Select(figure => $"![{figure}](figures/{figure}.png)")).Append('\n');
            }
        }
    }

    private static bool IsNumeric(ReportTable table, int column) => table.Rows.Any(row => row[column] is double);

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number when number == Math.Truncate(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        double number => number.ToString("F3", CultureInfo.InvariantCulture),
        _ => Escape(value.ToString()!),
    };

    /// <summary>Text from tags and file names must not become markup.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '|' or '<' or '>' or '`' or '*' or '_' or '\\')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
