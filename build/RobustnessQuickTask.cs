/// <summary>A bounded part of <see cref="RobustnessTask"/>.</summary>
public sealed class RobustnessQuickTask : RobustnessTask
{
    public override string Description => "A few minutes of the same; writes nothing.";

    protected override string[] Scale => new[] { "--quick" };
}
