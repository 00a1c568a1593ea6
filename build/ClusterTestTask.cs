/// <summary>The older name of <see cref="SlurmTestTask"/>, for scripts that have it.</summary>
public sealed class ClusterTestTask : SlurmTestTask
{
}
