using System;
using System.Collections.Generic;
using System.Linq;
using Cake.Core;

/// <summary>A target that runs one verb of the program.</summary>
public abstract class StageTask : BuildTask
{
    private const string Program = "src/MusicCluster.Cli/bin/Release/net10.0/MusicCluster.Cli.dll";

    public override IReadOnlyList<string> Dependencies => new[] { "Compile" };

    protected virtual string Verb => Name.ToLowerInvariant();

    public override void Run(ICakeContext context, BuildParameters parameters)
    {
        var overrides = parameters.Overrides.SelectMany(change => new[] { "--set", change });
        DotNet(context, new[] { "exec", Program, Verb, "--profile", parameters.Profile }.Concat(overrides).Concat(SlurmArguments(parameters)).ToArray());
    }

    private static IEnumerable<string> SlurmArguments(BuildParameters parameters) =>
        (parameters.UsesSlurm ? new[] { "--slurm" } : Array.Empty<string>()).Concat(
            new[] { ("--shards", parameters.Shards), ("--partition", parameters.Partition) }
                .Where(argument => argument.Item2.Length > 0)
                .SelectMany(argument => new[] { argument.Item1, argument.Item2 }));
}
