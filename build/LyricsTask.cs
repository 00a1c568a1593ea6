using System.Collections.Generic;

/// <summary>Collect the words of the tracks.</summary>
public sealed class LyricsTask : StageTask
{
    public override string Description => "Collect the words of the tracks.";

    public override IReadOnlyList<string> Dependencies => new[] { "Fetch" };
}
