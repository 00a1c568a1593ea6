/// <summary>Regenerate the tables from a clean cache and compare them with the committed ones.</summary>
public sealed class VerifyTask : StageTask
{
    public override string Description => "Regenerate the tables from a clean cache and compare them with the committed ones.";
}
