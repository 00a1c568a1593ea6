using System.Diagnostics;
using System.Globalization;

namespace MusicCluster.Robustness;

/// <summary>Killed and stopped at random moments, and started again.</summary>
internal sealed class Kills : IPart
{
    public string Name => "kills";

    public string Title => "Killed and started again";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Runs of the sample with small models, stopped at a random moment of their time and started again. Each must end with the bytes of an undisturbed run; "
            + "a run that is asked to stop must do so within 5 s, say how to go on, and exit with 130 or 143.",
            "how", "runs", "ended with the same bytes", "left a temporary file", "longest stop");
        using var whole = new Chain();
        var watch = Stopwatch.StartNew();
        var undisturbed = whole.Run();
        result.Expect(undisturbed.ExitCode == 0, $"the undisturbed run: {undisturbed}");
        var (length, expected) = (watch.Elapsed, whole.Results());
        var random = new Random(11);
        Signal(result, "KILL", scale.Of(100, 3), 137, length, expected, random);
        Signal(result, "TERM", scale.Of(10, 1), 143, length, expected, random);
        Signal(result, "INT", scale.Of(10, 1), 130, length, expected, random);
        result.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"An undisturbed run took {length.TotalSeconds:F1} s and publishes {expected.Count} files. Every third run is killed a second time while it goes on."));
        return result;
    }

    private static void Signal(PartResult result, string signal, int runCount, int exitCode, TimeSpan length, IReadOnlyDictionary<string, string> expected, Random random)
    {
        var (sameCount, leftCount, longest) = (0, 0, 0.0);
        for (var i = 0; i < runCount; i++)
        {
            using var run = new Chain();
            for (var times = i % 3 == 0 ? 2 : 1; times > 0; times--)
            {
                longest = Math.Max(longest, Stop(result, run, signal, exitCode, length * random.NextDouble()));
            }

            var again = run.Run();
            result.Expect(again.ExitCode == 0, $"{signal} {i}: started again, {again}");
            var differences = Chain.Differences(expected, run.Results());
            result.Expect(differences.Count == 0, $"{signal} {i}: other bytes in {string.Join(", ", differences)}");
            var leftovers = run.Leftovers();
            result.Expect(leftovers.Count == 0, $"{signal} {i}: left {string.Join(", ", leftovers)}");
            sameCount += differences.Count == 0 ? 1 : 0;
            leftCount += leftovers.Count > 0 ? 1 : 0;
            Console.Write($"\r  {signal} {i + 1}/{runCount}");
        }

        Console.WriteLine();
        result.Add($"SIG{signal}", runCount, sameCount, leftCount, signal == "KILL" ? "" : string.Create(CultureInfo.InvariantCulture, $"{longest:F1} s"));
    }

    /// <summary>Starts a run, stops it after a while, and tells how long it took to go.</summary>
    private static double Stop(PartResult result, Chain run, string signal, int exitCode, TimeSpan after)
    {
        using var process = run.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(after))
        {
            return 0;
        }

        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        output.GetAwaiter().GetResult();
        var said = errors.GetAwaiter().GetResult();
        // In its first moments the process has no handler yet, and in its last it may be done before it hears.
        if (signal != "KILL" && process.ExitCode != 0)
        {
            result.Expect(process.ExitCode == exitCode, $"SIG{signal}: exit code {process.ExitCode}");
            result.Expect(seconds <= 5, $"SIG{signal}: took {seconds:F1} s to stop");
            result.Expect(said.Length == 0 || said.Contains("run the same command again to go on", StringComparison.Ordinal), $"SIG{signal}: said '{said.TrimEnd().Split('\n')[^1]}'");
        }

        return seconds;
    }
}
