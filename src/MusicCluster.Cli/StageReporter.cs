using System.Globalization;
using MusicCluster.Pipeline;

namespace MusicCluster.Cli;

/// <summary>Reports on standard error what became of each stage; a stage before the one asked for is reported only if it did any work.</summary>
internal sealed class StageReporter(string verb, string lastStage, TextWriter errors, ProgressDisplay display)
{
    /// <summary>The folder of the last stage reported.</summary>
    public string LastFolder { get; private set; } = "";

    /// <summary>A line between two stages.</summary>
    public void ReportLine(string line)
    {
        display.Clear();
        errors.WriteLine(line);
    }

    public void Report(StageResult result)
    {
        display.Clear();
        LastFolder = result.Folder;
        if (verb == "run" || result.Name == lastStage || !result.WasUpToDate)
        {
            var what = result.WasUpToDate ? "up to date" : string.Create(CultureInfo.InvariantCulture, $"done, {result.Seconds:F1} s of work");
            errors.WriteLine($"{result.Name}: {what} ({result.Summary})");
        }
    }
}
