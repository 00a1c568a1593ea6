using System.Diagnostics;
using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Slurm;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

/// <summary>Runs on a real Slurm of three nodes: <c>dotnet cake --target=SlurmTest</c>.</summary>
[Trait("Category", "Slurm")]
public sealed class SlurmClusterTests(SlurmCluster cluster, UnshardedRun unsharded) : IClassFixture<SlurmCluster>, IClassFixture<UnshardedRun>
{
    [Theory]
    [InlineData("train", true)]
    [InlineData("train", false)]
    [InlineData("features", true)]
    public async Task Run_NodeLostInTheMiddle_EndsInTheSameBytes(string stage, bool withItsTasks)
    {
        SkipWithoutSlurm();
        var whole = unsharded.Made();
        using var run = UnshardedRun.New();
        using var process = CliProcess.Start(Arguments(run, "6"), UnshardedRun.Passive);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        SlurmCluster.WaitForTask("n2", $"musiccluster-{stage}");
        // Slurm calls a task running before its script has written the first line of its log.
        SlurmCluster.Wait("the first line of a task on n2", () => Logs(run, stage).Any(IsBegunOnLostNode));
        cluster.KillNode("n2", withItsTasks);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        cluster.StartNode("n2");
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal(run.Output, (await output).Trim());
        Assert.Equal(whole.Tables(), run.Tables());
        Assert.Equal(Embeddings(whole), Embeddings(run));
        // Whether or not Slurm noticed in time: the lost node's shard was begun there.
        Assert.Contains(Logs(run, stage), IsBegunOnLostNode);
    }

    private static bool IsBegunOnLostNode(string log) => log.Contains(" on n2, restart 0", StringComparison.Ordinal);

    [Fact]
    public void Run_ShardThatFailsThreeTimes_EndsWithOneSentenceThatNamesIt()
    {
        SkipWithoutSlurm();
        using var run = UnshardedRun.New();
        var program = Path.Combine(run.Root, "program.sh");
        File.WriteAllText(program, $$"""
            #!/bin/bash
            case "$*" in *"--shard 2/3"*) echo "the disk of this shard is broken" >&2; exit 7;; esac
            exec dotnet exec {{Path.Combine(AppContext.BaseDirectory, "MusicCluster.Cli.dll")}} "$@"

            """);
        SlurmCluster.Command("chmod", "755", program);
        var profile = ProfileReader.Read(run.Profile, ["cluster.shards=3", "cluster.cpusPerTask=1", "cluster.pollSeconds=0.2"]);
        var cache = new StageCache(run.Cache, TestContext.Current.CancellationToken);
        var context = new RunContext(profile, new Workspace(run.Root), cache, run.Output, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
        var told = new List<string>();
        var error = Assert.Throws<UserException>(
            () => new PipelineRun(context, _ => { }, new SlurmDistributor(context, new SlurmCommands(), [program], told.Add)).Run("features"));
        // The other shards go on.
        SlurmCluster.WaitForJobs();
        Assert.StartsWith("Shard 2/3 of features failed 3 times on Slurm (at last FAILED, NonZeroExitCode: the disk of this shard is broken)",
            error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(["1-3", "2", "2"], told.Select(line => line.Split("shards ")[1].Split(" of")[0]));
        Assert.Equal(3, Logs(run, "features").Single(log => log.Contains("broken", StringComparison.Ordinal)).Split("broken").Length - 1);
    }

    [Fact]
    public void Run_Interrupted_LeavesJobsAndComesBackToThem()
    {
        SkipWithoutSlurm();
        var whole = unsharded.Made();
        using var run = UnshardedRun.New();
        using (var process = CliProcess.Start(Arguments(run, "5"), UnshardedRun.Passive))
        {
            SlurmCluster.WaitForTask("n1", "musiccluster-train");
            SlurmCluster.Command("kill", "-INT", process.Id.ToString(CultureInfo.InvariantCulture));
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("The jobs of train go on in Slurm: the same command comes back to them; scancel --name=musiccluster-train-",
                said, StringComparison.Ordinal);
        }

        var second = CliProcess.Run(Arguments(run, "4"), UnshardedRun.Passive);
        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.Contains("are at work on this in 5 shards: coming back to them, not to the 4 shards asked for.", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("train: submitted", second.Errors, StringComparison.Ordinal);
        Assert.Equal(whole.Tables(), run.Tables());
    }

    [Fact]
    public void ClusterScript_RunByHand_LeavesEverythingUpToDate()
    {
        SkipWithoutSlurm();
        using var run = UnshardedRun.New();
        var script = run.Run("cluster-script", "--shards", "3", "--set", "cluster.cpusPerTask=1");
        Assert.True(script.ExitCode == 0, script.Errors);
        File.WriteAllText(Path.Combine(run.Root, "submit.sh"), script.Output);
        Assert.Contains("submitted: ", SlurmCluster.Command("bash", Path.Combine(run.Root, "submit.sh")), StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        while (SlurmCluster.Command("squeue", "-h", "-o", "%j").Contains("musiccluster", StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), SlurmCluster.Command("squeue", "-r", "-o", "%i %j %T %r"));
            Thread.Sleep(200);
        }

        var rest = run.Run("run");
        Assert.All(PipelineRun.ShardedStageNames, stage => Assert.Contains($"{stage}: up to date", rest.Errors, StringComparison.Ordinal));
    }

    private static void SkipWithoutSlurm() => Assert.SkipWhen(
        SlurmCluster.Missing.Length > 0, $"{SlurmCluster.Missing} missing; apt-get install slurmctld slurmd slurm-client munge");

    private static string[] Arguments(SmallRun run, string shards) =>
        run.Arguments("run", "--cluster", "slurm", "--shards", shards, "--partition",
            "main", "--set", "cluster.cpusPerTask=1", "--set", "cluster.pollSeconds=0.5");

    private static IEnumerable<string> Logs(SmallRun run, string stage) => Directory
        .EnumerateFiles(Path.Combine(run.Cache, "slurm"), "shard-*.log", SearchOption.AllDirectories)
        .Where(path => path.Contains($"musiccluster-{stage}-", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static Dictionary<string, string> Embeddings(SmallRun run) => Directory
        .EnumerateFiles(run.Output, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".npy" or ".safetensors")
        .ToDictionary(path => Path.GetRelativePath(run.Output, path), Digest.OfFile);
}
