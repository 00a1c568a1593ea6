using Cake.Core;

/// <summary>Everything that the program must withstand, with figures.</summary>
public class RobustnessTask : BuildTask
{
    private const string Project = "tests/MusicCluster.Robustness/MusicCluster.Robustness.csproj";

    public override string Description => "Mistreat the whole program for some two hours and write results/robustness.md.";

    protected virtual string[] Scale => System.Array.Empty<string>();

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        DotNet(context, "build", Project, "--configuration", "Release", "--verbosity", "quiet", "-nologo", parameters.MsBuildProperties);
        var command = new System.Collections.Generic.List<string> { "exec", "tests/MusicCluster.Robustness/bin/Release/net10.0/MusicCluster.Robustness.dll" };
        command.AddRange(Scale);
        DotNet(context, command.ToArray());
    }
}
