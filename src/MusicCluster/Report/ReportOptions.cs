using System.ComponentModel;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Report;

/// <summary>Which renderings to write, and what they show besides.</summary>
public sealed record ReportOptions(
    IReadOnlyList<ReportFormat>? Formats = null,
    [property: Option("A CSV file with the columns representation, clusterer, parameters, metric and value to show beside our figures; empty for none.")]
    string Published = "") : IOptions
{
    [Option("The renderings that are written.")]
    public IReadOnlyList<ReportFormat> Formats { get; init; } = Formats ?? [ReportFormat.Md, ReportFormat.Xlsx, ReportFormat.Html, ReportFormat.Tex];
}

/// <summary>A rendering of the tables.</summary>
public enum ReportFormat
{
    [Description("Markdown, to read on a code host.")]
    Md,

    [Description("An Excel workbook.")]
    Xlsx,

    [Description("One page with an interactive map.")]
    Html,

    [Description("LaTeX tables for a paper.")]
    Tex,
}
