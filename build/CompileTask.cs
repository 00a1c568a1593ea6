using Cake.Core;

/// <summary>Builds the program.</summary>
public sealed class CompileTask : BuildTask
{
    public override string Description => "Build the program (the first time fetches libtorch, 600 MB).";

    public override void Run(ICakeContext context, BuildParameters parameters) => DotNet(
        context, "build", "src/MusicCluster.Cli", "--configuration", "Release", "--verbosity", "quiet", "-nologo", parameters.MsBuildProperties);
}
