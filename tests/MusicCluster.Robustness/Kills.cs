using System.Diagnostics;
using System.Globalization;

namespace MusicCluster.Robustness;

/// <summary>Killed and stopped at random moments, and started again.</summary>
internal sealed class Kills : IPart
{
    private const string HowToGoOn = "run the same command again to go on";

    public string Name => "kills";

    public string Title => "Killed and started again";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Runs of the sample with small models, stopped at a random moment of their time and started "
            + "again. Each must end with the bytes of an undisturbed run, in its results and in its cache; "
            + "a run that is asked to stop must do so within 5 s, say how to go on, and exit with 130 or 143.",
            "how", "runs", "stopped in the middle", "said how to go on", "ended with the same bytes",
            "same files in the cache", "left a temporary file", "longest stop");
        using var whole = new Chain();
        var watch = Stopwatch.StartNew();
        var undisturbed = whole.Run();
        result.Expect(undisturbed.ExitCode == 0, $"the undisturbed run: {undisturbed}");
        var expected = new Undisturbed(watch.Elapsed, whole.Results(), whole.CacheFiles());
        var random = new Random(11);
        Signal(result, "KILL", scale.Of(100, 3), 137, expected, random);
        Signal(result, "TERM", scale.Of(10, 1), 143, expected, random);
        Signal(result, "INT", scale.Of(10, 1), 130, expected, random);
        result.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"An undisturbed run took {expected.Length.TotalSeconds:F1} s, publishes {expected.Results.Count} files and "
            + $"keeps {expected.Cache.Count} in its cache. Every third run is stopped a second time while it goes on."));
        result.Notes.Add("A run that is asked in its last moments says how to go on and ends all the same, which "
            + "does not count as stopped; one in its first moments, before it listens, is stopped and says nothing.");
        return result;
    }

    private static void Signal(PartResult result, string signal, int runCount, int exitCode, Undisturbed expected, Random random)
    {
        var (sameCount, sameCacheCount, leftCount) = (0, 0, 0);
        var stops = new List<Stopped>();
        for (var i = 0; i < runCount; i++)
        {
            using var run = StoppedRun(result, signal, exitCode, expected.Length, random, stops);
            if (i % 3 == 0)
            {
                stops.Add(Stop(result, run, signal, exitCode, expected.Length * random.NextDouble()));
            }

            var again = run.Run();
            result.Expect(again.ExitCode == 0, $"{signal} {i}: started again, {again}");
            var differences = Chain.Differences(expected.Results, run.Results());
            result.Expect(differences.Count == 0, $"{signal} {i}: other bytes in {string.Join(", ", differences)}");
            var cached = Chain.Differences(expected.Cache, run.CacheFiles());
            result.Expect(cached.Count == 0, $"{signal} {i}: another cache, in {string.Join(", ", cached)}");
            var leftovers = run.Leftovers();
            result.Expect(leftovers.Count == 0, $"{signal} {i}: left {string.Join(", ", leftovers)}");
            sameCount += differences.Count == 0 ? 1 : 0;
            sameCacheCount += cached.Count == 0 ? 1 : 0;
            leftCount += leftovers.Count > 0 ? 1 : 0;
            Console.Write($"\r  {signal} {i + 1}/{runCount}");
        }

        Console.WriteLine();
        var isHeard = signal != "KILL";
        result.Add(
            $"SIG{signal}", runCount, $"{stops.Count(stop => stop.InTheMiddle)} times",
            isHeard ? $"{stops.Count(stop => stop.InTheMiddle && stop.SaidHowToGoOn)} times" : "",
            sameCount, sameCacheCount, leftCount, isHeard ? string.Create(CultureInfo.InvariantCulture, $"{stops.Max(stop => stop.Seconds):F1} s") : "");
    }

    /// <summary>A run that was stopped in the middle; one that is over before its moment is no such run, and another is tried.</summary>
    private static Chain StoppedRun(PartResult result, string signal, int exitCode, TimeSpan length, Random random, List<Stopped> stops)
    {
        while (true)
        {
            var run = new Chain();
            stops.Add(Stop(result, run, signal, exitCode, length * random.NextDouble()));
            if (stops[^1].InTheMiddle)
            {
                return run;
            }

            run.Dispose();
        }
    }

    /// <summary>Starts a run and stops it after a while.</summary>
    private static Stopped Stop(PartResult result, Chain run, string signal, int exitCode, TimeSpan after)
    {
        using var process = run.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(after))
        {
            return new Stopped(false, false, 0);
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
            result.Expect(said.Length == 0 || said.Contains(HowToGoOn, StringComparison.Ordinal), $"SIG{signal}: said '{said.TrimEnd().Split('\n')[^1]}'");
        }

        return new Stopped(process.ExitCode != 0, said.Contains(HowToGoOn, StringComparison.Ordinal), seconds);
    }

    /// <summary>What a run comes to that nobody stops: how long it takes, and the digests of what it publishes and caches.</summary>
    private sealed record Undisturbed(TimeSpan Length, IReadOnlyDictionary<string, string> Results, IReadOnlyDictionary<string, string> Cache);

    /// <summary>How a run took its signal; <paramref name="Seconds"/> from the signal to its end.</summary>
    private sealed record Stopped(bool InTheMiddle, bool SaidHowToGoOn, double Seconds);
}
