using System.Collections.Generic;

/// <summary>Score the clusters and say how sure the scores are.</summary>
public sealed class EvaluateTask : StageTask
{
    public override string Description => "Score the clusters and say how sure the scores are.";

    public override IReadOnlyList<string> Dependencies => new[] { "Cluster" };
}
