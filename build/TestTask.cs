using Cake.Core;

/// <summary>The tests that take seconds.</summary>
public class TestTask : BuildTask
{
    public override string Description => "Build everything and run the tests.";

    protected virtual string Filter => "--filter-not-trait";

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        DotNet(context, "build", "MusicCluster.sln", "--configuration", "Release", "--verbosity", "quiet", "-nologo", parameters.MsBuildProperties);
        DotNet(
            context, "test", "--solution", "MusicCluster.sln", "--configuration", "Release", "--no-build",
            Filter, "Category=Slow");
    }
}
