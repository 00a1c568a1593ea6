using System.Collections.Generic;

/// <summary>The tests that take minutes.</summary>
public sealed class TestSlowTask : TestTask
{
    public override string Description => "Run the tests that take minutes: fuzzing, kills, whole runs.";

    protected override IReadOnlyList<string> Filter => new[] { "--filter-trait", "Category=Slow" };
}
