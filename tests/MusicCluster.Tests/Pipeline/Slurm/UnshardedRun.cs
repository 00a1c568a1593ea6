using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

/// <summary>The run that those on the cluster are compared with, made once: the sample's first clips, shrunken models.</summary>
public sealed class UnshardedRun : IDisposable
{
    /// <summary>Idle OpenMP threads must sleep, or a second process beside them takes minutes.</summary>
    internal static readonly (string, string) Passive = ("OMP_WAIT_POLICY", "PASSIVE");

    private readonly Lazy<SmallRun> run = new(() =>
    {
        var made = New();
        var result = CliProcess.Run(made.Arguments("run"), Passive);
        Assert.True(result.ExitCode == 0, result.Errors);
        return made;
    });

    /// <summary>A run of the same profile that has not been made.</summary>
    internal static SmallRun New()
    {
        var made = new SmallRun(24);
        made.WriteProfile("""
            "mfcc-pca", { "name": "dense-vae", "epochs": 200 }, { "name": "conv-ae", "epochs": 15 }
            """);
        return made;
    }

    internal SmallRun Made() => run.Value;

    public void Dispose()
    {
        if (run.IsValueCreated)
        {
            run.Value.Dispose();
        }
    }
}
