using System.Diagnostics;

namespace MusicCluster.Benchmarks;

/// <summary>Waits for a quiet machine, as the peers' bench does: a time taken beside other work says little.</summary>
internal static class OtherProcesses
{
    private const double QuietCoreShare = 0.15;
    private const double JiffySeconds = 0.01;

    /// <summary>Whether others used under .15 of a core for a moment, before the patience ran out.</summary>
    public static bool WaitForQuiet(TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (CoresUsedByOthers() < QuietCoreShare)
            {
                return true;
            }

            if (clock.Elapsed > patience)
            {
                return false;
            }
        }
    }

    private static double CoresUsedByOthers()
    {
        var clock = Stopwatch.StartNew();
        var before = BusySeconds() - OwnSeconds();
        Thread.Sleep(300);
        return (BusySeconds() - OwnSeconds() - before) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>user + nice + system + interrupts of all cores.</summary>
    private static double BusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(double.Parse).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) * JiffySeconds;
    }

    private static double OwnSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
