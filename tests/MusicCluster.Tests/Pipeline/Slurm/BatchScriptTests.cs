using MusicCluster.Foundation.Options;
using MusicCluster.Pipeline.Slurm;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

public sealed class BatchScriptTests
{
    private static readonly SlurmOptions Options = new(Partition: "long", Time: "2-00:00", Memory: "8G", CpusPerTask: 6)
    {
        Arguments = ["--account=music lab"],
    };

    [Fact]
    public void Shards_OfAStage_HaveAllThatSlurmNeeds()
    {
        var lines = new BatchScript("job", "/shared/my music", Options)
            .Shards(["dotnet", "exec", "a.dll"], "train", ["--profile", "it's.json"], 7, "/logs/%a.log", needsGpu: true).Split('\n');
        Assert.Equal("#!/bin/bash", lines[0]);
        Assert.Equal(
            [
                "--job-name=job", "--array=1-7", "--gres=gpu:1", "'--chdir=/shared/my music'",
                "--output=/logs/%a.log", "--open-mode=append", "--requeue", "--ntasks=1",
                "--cpus-per-task=6", "--partition=long", "--time=2-00:00", "--mem=8G", "'--account=music lab'",
            ],
            lines.Where(line => line.StartsWith("#SBATCH ", StringComparison.Ordinal)).Select(line => line["#SBATCH ".Length..]));
        Assert.Equal("exec dotnet exec a.dll train --profile 'it'\\''s.json' --shard \"$SLURM_ARRAY_TASK_ID/7\"", lines[^2]);
    }

    [Fact]
    public void Shards_WithoutAGpu_AskForNone() =>
        Assert.DoesNotContain("gres", new BatchScript("job", "/", Options).Shards(["a"], "train", [], 2, "log", needsGpu: false), StringComparison.Ordinal);

    [Fact]
    public void Errors_OfOptions_NameValueAndRule()
    {
        var broken = new SlurmOptions(Shards: 1001, Partition: "a b", MaximumAttempts: 0) { Arguments = ["account=x"] };
        Assert.Equal(4, broken.Errors("slurm.").Count());
        Assert.Contains("slurm.shards is 1001; it must be 1 to 1000", broken.Errors("slurm.").First(), StringComparison.Ordinal);
        Assert.Empty(new SlurmOptions().Errors());
    }
}
