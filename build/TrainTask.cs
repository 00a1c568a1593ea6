using System.Collections.Generic;

/// <summary>Train every model with every seed.</summary>
public sealed class TrainTask : StageTask
{
    public override string Description => "Train every model with every seed.";

    public override IReadOnlyList<string> Dependencies => new[] { "Features" };
}
