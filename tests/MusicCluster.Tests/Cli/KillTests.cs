using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace MusicCluster.Tests.Cli;

[Trait("Category", "Slow")]
public sealed class KillTests
{
    [Fact]
    public void Run_KilledAtRandomMoments_EndsInTheSameTables()
    {
        using var whole = new SmallRun();
        var watch = Stopwatch.StartNew();
        using (var undisturbed = Start(whole))
        {
            undisturbed.WaitForExit();
        }

        var length = watch.Elapsed;
        var random = new Random(7);
        for (var i = 0; i < 12; i++)
        {
            using var run = new SmallRun();
            using (var killed = Start(run))
            {
                Thread.Sleep(length * random.NextDouble());
                killed.Kill();
                killed.WaitForExit();
            }

            using var resumed = Start(run);
            resumed.WaitForExit();
            Assert.Equal(0, resumed.ExitCode);
            Assert.Equal(Comparable(whole), Comparable(run));
            Assert.Empty(Directory.EnumerateFileSystemEntries(run.Root, ".*", SearchOption.AllDirectories));
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Run_AskedToStop_SaysHowToGoOn(string signal, int exitCode)
    {
        using var run = new SmallRun();
        run.WriteProfile("{ \"name\": \"conv-vae\", \"epochs\": 5000 }");
        using var process = Start(run);
        Thread.Sleep(4000);
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(exitCode, process.ExitCode);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.Contains("run the same command again to go on", errors, StringComparison.Ordinal);
    }

    private static Process Start(SmallRun run) => CliProcess.Start(run.Arguments("run"));

    /// <summary>The report names the profile's folder nowhere, so all tables compare as they are.</summary>
    private static Dictionary<string, string> Comparable(SmallRun run) => run.Tables();
}
