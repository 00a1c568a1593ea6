using MusicCluster.Report.Excel;
using MusicCluster.Report.Figures;
using MusicCluster.Report.Html;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tex;

namespace MusicCluster.Report;

/// <summary>Draws the figures and writes every rendering that is asked for.</summary>
internal static class ReportWriter
{
    /// <summary>Writes <c>figures/</c>, <c>report.md</c>, <c>report.xlsx</c>, <c>report.html</c> and <c>tables/*.tex</c> into a folder.</summary>
    /// <param name="folder">Where to; it must exist.</param>
    /// <param name="source">The tables.</param>
    /// <param name="options">Which renderings.</param>
    /// <param name="threadCount">Figures drawn at a time; the files do not depend on it.</param>
    public static void Write(string folder, ReportSource source, ReportOptions options, int threadCount = 1)
    {
        var content = ReportContent.Read(source, ReportFigures.Draw(source, folder, threadCount));
        if (options.Formats.Contains(ReportFormat.Md))
        {
            MarkdownReport.Write(Path.Combine(folder, "report.md"), content);
        }

        if (options.Formats.Contains(ReportFormat.Xlsx))
        {
            ExcelReport.Write(Path.Combine(folder, "report.xlsx"), content, source);
        }

        if (options.Formats.Contains(ReportFormat.Tex))
        {
            TexReport.Write(Path.Combine(folder, "tables"), content);
        }

        if (options.Formats.Contains(ReportFormat.Html))
        {
            HtmlReport.Write(Path.Combine(folder, "report.html"), content, source);
        }
    }
}
