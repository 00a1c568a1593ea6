namespace MusicCluster.Report;

/// <summary>Which renderings to write, and what they show besides.</summary>
/// <param name="Formats">Any of md, xlsx, html and tex.</param>
/// <param name="Published">A CSV of <c>representation,clusterer,parameters,metric,value</c> to stand beside our figures; empty: none.</param>
public sealed record ReportOptions(IReadOnlyList<ReportFormat>? Formats = null, string Published = "")
{
    public IReadOnlyList<ReportFormat> Formats { get; init; } = Formats ?? [ReportFormat.Md, ReportFormat.Xlsx, ReportFormat.Html, ReportFormat.Tex];
}

/// <summary>A rendering of the tables.</summary>
public enum ReportFormat
{
    /// <summary>Markdown.</summary>
    Md,

    /// <summary>An Excel workbook.</summary>
    Xlsx,

    /// <summary>One page with an interactive map.</summary>
    Html,

    /// <summary>Tables for a paper.</summary>
    Tex,
}
