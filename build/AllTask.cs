using System.Collections.Generic;

/// <summary>The main job.</summary>
public sealed class AllTask : BuildTask
{
    public override string Description => "All stages, from Fetch to Report (the default).";

    public override IReadOnlyList<string> Dependencies => new[] { "Report" };
}
