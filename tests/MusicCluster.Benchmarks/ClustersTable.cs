using System.Diagnostics;

namespace MusicCluster.Benchmarks;

/// <summary>Times the clustering works: <c>-- clusters [word]</c> prints a line for each work whose name holds the word.</summary>
internal static class ClustersTable
{
    private const int RepeatCount = 5;

    /// <summary>Each work runs in a process of its own, so that its peak memory is its own.</summary>
    public static void Run(string word)
    {
        Console.WriteLine("| work | median | fastest | processor time | peak memory of the process | quiet repeats |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var name in ClustersWork.All.Keys.Where(name => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
            start.ArgumentList.Add("clusters-work");
            start.ArgumentList.Add(name);
            using var process = Process.Start(start)!;
            process.WaitForExit();
        }
    }

    /// <summary>One warm-up, then the repeats.</summary>
    public static void RunWork(string name)
    {
        var work = ClustersWork.All[name]();
        var clock = Stopwatch.StartNew();
        work();
        // What takes long has little to warm up and little noise.
        var repeatCount = clock.Elapsed.TotalSeconds > 5 ? 1 : RepeatCount;
        if (clock.Elapsed.TotalSeconds < 1)
        {
            // Tiered compilation settles in the background.
            for (var i = 0; i < 10; i++)
            {
                work();
                Thread.Sleep(50);
            }
        }

        var times = new double[repeatCount];
        using var process = Process.GetCurrentProcess();
        var processorSpent = TimeSpan.Zero;
        var quietCount = 0;
        for (var i = 0; i < repeatCount; i++)
        {
            quietCount += OtherProcesses.WaitForQuiet(TimeSpan.FromSeconds(3)) ? 1 : 0;
            process.Refresh();
            processorSpent -= process.TotalProcessorTime;
            clock.Restart();
            work();
            times[i] = clock.Elapsed.TotalMilliseconds;
            process.Refresh();
            processorSpent += process.TotalProcessorTime;
        }

        Array.Sort(times);
        var processor = processorSpent.TotalMilliseconds / repeatCount;
        Console.WriteLine($"| {name} | {times[repeatCount / 2]:F1} ms | {times[0]:F1} ms | "
            + $"{processor:F1} ms | {process.PeakWorkingSet64 >> 20} MB | {quietCount}/{repeatCount} |");
    }
}
