using System.Diagnostics;
using System.Text.RegularExpressions;
using MusicCluster.Foundation.Files;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>What is promised of training, shown on whole processes.</summary>
[Trait("Category", "Slow")]
public sealed class TrainingProofTests
{
    private const int KillCount = 20;

    private const string Models = """
        { "name": "dense-vae", "epochs": 1500, "learnVariance": true, "annealingEpochs": 200 },
        { "name": "vade", "epochs": 1000, "pretrainingEpochs": 400, "components": 3 },
        { "name": "vicreg-statistics", "epochs": 200 }, { "name": "conv-vae", "epochs": 6 }
        """;

    [Fact]
    public void Train_TwoProcesses_WriteTheSameBytes()
    {
        using var first = NewRun();
        using var second = NewRun();
        Finish(first);
        Finish(second);
        Assert.Equal(Weights(first), Weights(second));
    }

    [Fact]
    public void Train_KilledTwentyTimes_EndsInTheSameBytes()
    {
        using var whole = NewRun();
        Finish(whole);
        var expected = Weights(whole);
        var random = new Random(11);
        var (kills, chains) = (0, 0);
        while (kills < KillCount)
        {
            // One training after another is killed again and again until it gets through.
            using var run = NewRun();
            while (true)
            {
                using var process = Start(run);
                if (kills < KillCount && !process.WaitForExit(TimeSpan.FromSeconds(0.5 + (1.5 * random.NextDouble()))))
                {
                    process.Kill();
                    process.WaitForExit();
                    kills++;
                    continue;
                }

                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
                break;
            }

            chains++;
            Assert.Equal(expected, Weights(run));
        }

        Assert.InRange(chains, 1, KillCount);
    }

    [Fact]
    public void Train_NoTerminal_TellsLossTermsActiveUnitsAndTimeLeft()
    {
        using var run = NewRun();
        run.WriteProfile("""{ "name": "conv-vae", "epochs": 5000 }""");
        using var process = Start(run);
        var pattern = new Regex(
            @"^training \[[#-]{24}\] \d+/10000 epochs, [\d.E+-]+/s, \S+ (s|min|h) left, "
            + @"conv-vae seed [01]: epoch \d+ of 5000, loss [\d.E+]+ = [\d.E+]+ \+ β·[\d.E+-]+, \d+ of 16 units active$");
        var lines = new List<string>();
        while (process.StandardError.ReadLine() is { } line)
        {
            lines.Add(line);
            if (pattern.IsMatch(line))
            {
                break;
            }
        }

        process.Kill();
        process.WaitForExit();
        Assert.Matches(pattern, lines[^1]);
    }

    private static SmallRun NewRun()
    {
        var run = new SmallRun();
        run.WriteProfile(Models);
        return run;
    }

    private static void Finish(SmallRun run)
    {
        using var process = Start(run);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(SmallRun run)
    {
        string[] command = ["exec", Path.Combine(AppContext.BaseDirectory, "MusicCluster.Cli.dll"), .. run.Arguments("train", "--set", "features.crops=3")];
        return Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Every weight file and embedding, in hex by its name.</summary>
    private static SortedDictionary<string, string> Weights(SmallRun run)
    {
        var files = Directory.EnumerateFiles(Path.Combine(run.Cache, "train"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is "weights.safetensors" or "embedding.npy" or "loss.csv");
        var digests = files.ToDictionary(path => Path.GetRelativePath(run.Cache, path), Digest.OfFile);
        Assert.Equal(4 * 2 * 3, digests.Count);
        return new SortedDictionary<string, string>(digests, StringComparer.Ordinal);
    }
}
