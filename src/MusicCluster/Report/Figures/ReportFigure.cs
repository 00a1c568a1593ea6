namespace MusicCluster.Report.Figures;

/// <summary>A figure: <c>figures/&lt;name&gt;.png</c> and <c>.svg</c>.</summary>
/// <param name="Name">Its file's name without ending.</param>
/// <param name="Group">Under which heading it is listed.</param>
/// <param name="Caption">What is to be seen, for those who cannot see it too.</param>
/// <param name="IsInline">Whether it is worth a place in the text; others are linked.</param>
internal sealed record ReportFigure(string Name, string Group, string Caption, bool IsInline = false);
