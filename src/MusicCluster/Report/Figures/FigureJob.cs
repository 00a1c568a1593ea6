namespace MusicCluster.Report.Figures;

/// <summary>A figure that is to be drawn.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Draw">Draws it into the folder given; independent of all others.</param>
internal sealed record FigureJob(ReportFigure Figure, Action<string> Draw);
