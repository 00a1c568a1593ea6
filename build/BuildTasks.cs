using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>All targets.</summary>
public static class BuildTasks
{
    public static IReadOnlyList<BuildTask> All { get; } = new BuildTask[]
    {
        new CompileTask(), new FetchTask(), new LyricsTask(), new FeaturesTask(), new TrainTask(), new ClusterTask(), new EvaluateTask(),
        new ReportTask(), new AllTask(), new TestTask(), new TestSimdTask(), new TestSlowTask(), new TestBrowserTask(), new SlurmTestTask(),
        new ClusterTestTask(),
        new RobustnessTask(), new RobustnessQuickTask(), new BenchTask(), new VerifyTask(), new DoctorTask(), new CleanTask(),
    };

    /// <summary>A mistyped target is one sentence and exit code 2.</summary>
    public static void ExitIfUnknown(string target)
    {
        if (All.Any(task => string.Equals(task.Name, target, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var nearest = All.Select(task => task.Name).MinBy(name => Distance(name.ToUpperInvariant(), target.ToUpperInvariant()));
        Console.Error.WriteLine($"Target '{target}' is not known; the nearest is '{nearest}'. 'dotnet cake --description' lists all.");
        Environment.Exit(2);
    }

    /// <summary>Levenshtein distance. The program has one too, but is not built yet when a target is mistyped.</summary>
    private static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[second.Length];
    }
}
