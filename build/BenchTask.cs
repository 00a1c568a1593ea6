using Cake.Core;

/// <summary>The benchmarks.</summary>
public sealed class BenchTask : BuildTask
{
    public override string Description => "Run the benchmarks (takes long; leave the machine alone).";

    public override void Run(ICakeContext context, BuildParameters parameters) => DotNet(
        context, "run", "--project", "tests/MusicCluster.Benchmarks", "--configuration", "Release", parameters.MsBuildProperties, "--", "--filter", "*");
}
