using System.Diagnostics;
using System.Globalization;
using MusicCluster.Pipeline;

namespace MusicCluster.Benchmarks;

/// <summary>What a process took.</summary>
/// <param name="IsDone">Whether it ended before its limit.</param>
/// <param name="WallSeconds">From start to end.</param>
/// <param name="ProcessorSeconds">Of all its threads: what it took whatever else ran.</param>
/// <param name="PeakMegabytes">The most memory that was its own, as Linux counts it (VmHWM).</param>
internal sealed record StageCost(bool IsDone, double WallSeconds, double ProcessorSeconds, double PeakMegabytes)
{
    /// <summary>Runs the program and watches it from outside.</summary>
    public static StageCost Measure(IReadOnlyList<string> arguments, TimeSpan limit)
    {
        var program = Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "src/MusicCluster.Cli/bin/Release/net10.0/MusicCluster.Cli.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "33554432";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "1073741824";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (peak, seconds) = (0.0, 0.0);
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            seconds = Math.Max(seconds, SecondsOf(process));
            if (clock.Elapsed > limit)
            {
                process.Kill();
                process.WaitForExit();
                return new StageCost(false, limit.TotalSeconds, seconds, peak);
            }
        }

        var wall = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new StageCost(true, wall, seconds, peak)
            : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    /// <summary>Asked while it runs: an ended process has no time any more.</summary>
    private static double SecondsOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    private static double PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
