using System.CommandLine;
using MusicCluster.Pipeline;
using MusicCluster.Report;

namespace MusicCluster.Cli;

/// <summary><c>report --tables DIR</c>: the report from published tables alone, without the cache of the run that made them.</summary>
internal static class ReportFromTables
{
    public static Option<string?> Option() => new("--tables")
    {
        Description = "Make the report from the tables of a results folder alone, into --out (default: that folder).",
    };

    /// <summary>Writes the report and returns its folder.</summary>
    /// <param name="context">The profile's name, corpus and formats.</param>
    /// <param name="tablesFolder">A folder of results.</param>
    /// <param name="hasTarget">Whether the context's output folder was asked for.</param>
    public static string Write(RunContext context, string tablesFolder, bool hasTarget)
    {
        var target = hasTarget ? context.OutputFolder : Path.GetFullPath(tablesFolder);
        var source = ReportSource.OfResults(Path.GetFullPath(tablesFolder)) with
        {
            ProfileName = context.Profile.Name,
            AudioFolder = Path.GetRelativePath(target, context.CorpusFolder).Replace('\\', '/'),
        };
        Directory.CreateDirectory(target);
        ReportWriter.Write(target, source, context.Profile.Report, context.ThreadCount);
        return target;
    }
}
