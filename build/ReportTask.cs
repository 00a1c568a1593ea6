using System.Collections.Generic;

/// <summary>Figures, report.md and report.xlsx.</summary>
public sealed class ReportTask : StageTask
{
    public override string Description => "Figures, report.md and report.xlsx.";

    public override IReadOnlyList<string> Dependencies => new[] { "Evaluate" };
}
