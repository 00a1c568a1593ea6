using System.CommandLine;
using MusicCluster.Foundation;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Cli;

/// <summary>A stage in parts: <c>features --shard 3/7</c>, and <c>merge features --shards 7</c>.</summary>
internal static class ShardOptions
{
    public static Option<string?> Shard() => new("--shard")
    {
        Description = "Do one part only, K/N: the tracks (or trainings) of the K-th of N shards; then 'merge' joins them.",
    };

    /// <summary>The shard asked for, or null.</summary>
    /// <exception cref="ArgumentsException">It is not a valid shard.</exception>
    public static Shard? Read(ParseResult parsed, Option<string?> option)
    {
        try
        {
            return parsed.GetResult(option)?.GetValueOrDefault<string>() is { } text ? Pipeline.Shards.Shard.Parse(text) : null;
        }
        catch (UserException error)
        {
            throw new ArgumentsException(error.Message, error);
        }
    }

    /// <summary><c>merge STAGE --shards N</c>.</summary>
    public static Command Merge(TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var options = new RunOptions();
        var names = string.Join(", ", PipelineRun.ShardedStageNames);
        var stage = new Argument<string>("stage") { Description = $"One of {names}." };
        var count = new Option<int>("--shards") { Description = "How many parts there are, the N of --shard K/N.", Required = true };
        var command = options.AddTo(new Command("merge", "Join the parts of a stage that was done with --shard; the bytes are those of a run without."));
        command.Add(stage);
        command.Add(count);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(stage)!;
            var number = parsed.GetValue(count);
            if (!PipelineRun.ShardedStageNames.Contains(name))
            {
                throw new ArgumentsException($"Stage '{name}' is not done in parts; "
                    + $"those that are: {names} (nearest: {Nearest.To(name, PipelineRun.ShardedStageNames)}).");
            }

            if (number is < 1 or > Pipeline.Shards.Shard.MaximumCount)
            {
                throw new ArgumentsException($"--shards is {number}; it must be 1 to {Pipeline.Shards.Shard.MaximumCount}.");
            }

            using var display = new ProgressDisplay(errors, isTerminal: !Console.IsErrorRedirected);
            var reporter = new StageReporter("merge", name, errors, display);
            new PipelineRun(options.Context(parsed, display, cancellation), reporter.Report, new PartMerger(name, number)).Run(name);
            output.WriteLine(reporter.LastFolder);
            return CommandLine.Done;
        });
        return command;
    }
}
