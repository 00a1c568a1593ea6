using System.CommandLine;
using MusicCluster.Foundation;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Slurm;

namespace MusicCluster.Cli;

/// <summary><c>slurm-script</c>: what <c>--slurm</c> would submit, for people who submit by hand.</summary>
internal static class SlurmScriptVerb
{
    private const string FormerName = "cluster-script";

    public static Command Create(TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var options = new RunOptions();
        var slurm = new SlurmArguments();
        var names = PipelineRun.ShardedStageNames;
        var stage = new Argument<string?>("stage")
        {
            Description = $"One of {string.Join(", ", names)}: its sbatch file alone; without: a script that submits them all in order.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = options.AddTo(new Command("slurm-script", "Print the sbatch files of the stages that can run in parts on Slurm."));
        command.Aliases.Add(FormerName);
        command.Add(stage);
        slurm.AddTo(command, withSwitch: false);
        command.SetAction(parsed =>
        {
            using var display = new ProgressDisplay(errors, isTerminal: false);
            var context = options.Context(parsed, display, cancellation, slurm.Overrides(parsed));
            var script = new SubmitScript(context, SlurmArguments.Program, options.Repeated(parsed, context, slurm.Overrides(parsed)));
            if (parsed.GetValue(stage) is not { } name)
            {
                output.Write(script.Chain(names));
            }
            else if (names.Contains(name))
            {
                output.Write(script.Shards(name));
            }
            else
            {
                throw new ArgumentsException($"Stage '{name}' is not done in parts; "
                    + $"those that are: {string.Join(", ", names)} (nearest: {Nearest.To(name, names)}).");
            }

            return CommandLine.Done;
        });
        return command;
    }
}
