namespace MusicCluster.Report;

/// <summary>Draws the figures and writes every rendering that is asked for.</summary>
public static class ReportWriter
{
    /// <summary>Writes <c>figures/</c>, <c>report.md</c> and <c>report.xlsx</c> into a folder.</summary>
    public static void Write(string folder, ReportSource source, ReportOptions options)
    {
        MapFigures.Draw(source, folder);
        ModelFigures.Draw(source, folder);
        MetricFigures.Draw(source, folder);
        var content = ReportContent.Read(source);
        if (options.Formats.Contains(ReportFormat.Md))
        {
            MarkdownReport.Write(Path.Combine(folder, "report.md"), content, FigureNames(folder));
        }

        if (options.Formats.Contains(ReportFormat.Xlsx))
        {
            ExcelReport.Write(Path.Combine(folder, "report.xlsx"), content, Path.Combine(folder, "figures"));
        }
    }

    private static List<string> FigureNames(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "figures"), "*.png").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
}
