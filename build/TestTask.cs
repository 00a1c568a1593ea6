using System.Collections.Generic;
using System.Linq;
using Cake.Core;

/// <summary>The tests that take seconds.</summary>
public class TestTask : BuildTask
{
    public override string Description => "Build everything and run the tests.";

    /// <summary>Which tests, as the runner's filter has it.</summary>
    protected virtual IReadOnlyList<string> Filter => new[] { "--filter-not-trait", "Category=Slow", "--filter-not-trait", "Category=Slurm" };

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        DotNet(context, "build", "MusicCluster.sln", "--configuration", "Release", "--verbosity", "quiet", "-nologo", parameters.MsBuildProperties);
        DotNet(context, new[] { "test", "--solution", "MusicCluster.sln", "--configuration", "Release", "--no-build" }.Concat(Filter).ToArray());
    }
}
