using System.Diagnostics;
using System.Globalization;

namespace MusicCluster.Robustness;

/// <summary>Thousands of broken and malicious inputs, each replayable by family and number.</summary>
internal sealed class HostileInput : IPart
{
    private const double CaseLimitSeconds = 20;
    private const long MemoryLimit = 1500L << 20;

    public string Name => "hostile";

    public string Title => "Hostile input";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Seeded cases, each given to the code that a run would give it to. A case may be read or be refused with one sentence; anything else, "
            + $"a case that takes over {CaseLimitSeconds} s, memory of the process above "
            + $"{MemoryLimit >> 20} MB, and a file beside the folder of the case are failures. "
            + "A case is seen again by `dotnet run -c Release --project tests/MusicCluster.Robustness -- hostile-worker FAMILY NUMBER NUMBER+1 FOLDER`.",
            "family", "cases", "read", "refused", "different reasons", "slowest case", "peak memory");
        var total = 0;
        foreach (var family in HostileWorker.Families)
        {
            var count = scale.Of(family.CaseCount, family.CaseCount / 20);
            total += count;
            Family(result, family.Name, count);
        }

        result.Notes.Add($"{total} cases in all.");
        return result;
    }

    /// <summary>Runs the cases in a process of their own; where it dies, the next case goes on in a new one.</summary>
    private static void Family(PartResult result, string family, int count)
    {
        var folder = Directory.CreateTempSubdirectory("mc-hostile-").FullName;
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        var (next, readCount, refusedCount, slowest, memory) = (0, 0, 0, 0.0, 0L);
        while (next < count)
        {
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", ["exec", typeof(HostileInput).Assembly.Location, "hostile-worker", family, $"{next}", $"{count}", folder])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var noise = process.StandardError.ReadToEndAsync();
            using var watchdog = new Timer(_ => process.Kill());
            watchdog.Change(TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan);
            while (process.StandardOutput.ReadLine() is { } line)
            {
                watchdog.Change(TimeSpan.FromSeconds(CaseLimitSeconds + 5), Timeout.InfiniteTimeSpan);
                var fields = line.Split('\t');
                next = int.Parse(fields[0], CultureInfo.InvariantCulture) + 1;
                slowest = Math.Max(slowest, double.Parse(fields[2], CultureInfo.InvariantCulture));
                memory = Math.Max(memory, long.Parse(fields[3], CultureInfo.InvariantCulture));
                readCount += fields[1] == "read" ? 1 : 0;
                refusedCount += fields[1] == "refused" ? 1 : 0;
                reasons.Add(fields[1] == "refused" ? fields[4] : "");
                result.Expect(fields[1] is "read" or "refused", $"{family} {fields[0]}: {fields[1]} {fields[4]}");
            }

            process.WaitForExit();
            if (next < count)
            {
                result.Expect(false, $"{family} {next}: the process ended with {process.ExitCode}: {noise.GetAwaiter().GetResult().TrimEnd().Split('\n')[^1]}");
                next++;
            }
        }

        reasons.Remove("");
        result.Expect(slowest <= CaseLimitSeconds, $"{family}: a case took {slowest:F1} s");
        result.Expect(memory <= MemoryLimit, $"{family}: {memory >> 20} MB of memory");
        result.Add(
            family, count, readCount, refusedCount, reasons.Count, string.Create(CultureInfo.InvariantCulture, $"{slowest:F2} s"), $"{memory >> 20} MB");
        Directory.Delete(folder, recursive: true);
    }
}
