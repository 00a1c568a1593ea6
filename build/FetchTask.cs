/// <summary>List the corpus: its tracks and what is in their files.</summary>
public sealed class FetchTask : StageTask
{
    public override string Description => "List the corpus: its tracks and what is in their files.";
}
