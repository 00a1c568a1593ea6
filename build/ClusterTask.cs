using System.Collections.Generic;

/// <summary>Cluster every representation, alone and with the words.</summary>
public sealed class ClusterTask : StageTask
{
    public override string Description => "Cluster every representation, alone and with the words.";

    public override IReadOnlyList<string> Dependencies => new[] { "Lyrics", "Train" };
}
