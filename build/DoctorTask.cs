/// <summary>What this machine has, and what to install.</summary>
public sealed class DoctorTask : StageTask
{
    public override string Description => "What this machine has, and what to install.";
}
