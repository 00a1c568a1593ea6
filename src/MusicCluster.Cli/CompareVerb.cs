using System.CommandLine;
using MusicCluster.Pipeline;

namespace MusicCluster.Cli;

/// <summary><c>compare A B</c>: two folders of results side by side.</summary>
internal static class CompareVerb
{
    public static Command Create(TextWriter output)
    {
        var first = new Argument<string>("first") { Description = "A folder of results." };
        var second = new Argument<string>("second") { Description = "Another one." };
        var format = new Option<string>("--format") { Description = "md (default) or csv.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "csv");
        var metric = new Option<string>("--metric") { Description = "Metric of summary.csv to compare (default ari).", DefaultValueFactory = _ => "ari" };
        var verbose = new Option<bool>("--verbose") { Description = "Show stack traces." };
        var command = new Command("compare", "Two folders of results side by side: differences, and whether they are significant.");
        command.Add(first);
        command.Add(second);
        command.Add(format);
        command.Add(metric);
        command.Add(verbose);
        command.SetAction(parsed =>
        {
            var comparison = RunComparison.Of(parsed.GetValue(first)!, parsed.GetValue(second)!, parsed.GetValue(metric)!);
            output.Write(parsed.GetValue(format) == "csv" ? comparison.Table.ToText() : comparison.ToMarkdown());
            return CommandLine.Done;
        });
        return command;
    }
}
