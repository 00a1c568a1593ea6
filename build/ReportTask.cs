using System.Collections.Generic;

/// <summary>Figures, report.md, report.html, report.xlsx and tables for a paper.</summary>
public sealed class ReportTask : StageTask
{
    public override string Description => "Figures, report.md, report.html, report.xlsx and tables for a paper.";

    public override IReadOnlyList<string> Dependencies => new[] { "Evaluate" };
}
