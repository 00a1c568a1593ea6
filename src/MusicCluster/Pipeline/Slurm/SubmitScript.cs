using System.Text;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>A shell script that submits the stages as job arrays, each followed by the job that merges it.</summary>
/// <param name="context">The run.</param>
/// <param name="program">The command that the jobs run, up to its verb.</param>
/// <param name="arguments">The arguments that all verbs get.</param>
internal sealed class SubmitScript(RunContext context, IReadOnlyList<string> program, IReadOnlyList<string> arguments)
{
    private readonly SlurmOptions options = context.Profile.Slurm;
    private readonly string device = TrainStage.DeviceOf(context.Profile);

    /// <summary>The device by name: on a node with another one, auto would make another key.</summary>
    private IReadOnlyList<string> Arguments => [.. arguments, "--set", $"compute.device={device}"];

    private string LogFolder => Path.Combine(context.Cache.Root, "slurm");

    /// <summary>The sbatch file of a stage's shards.</summary>
    public string Shards(string stage) => Script(stage).Shards(
        program, stage, Arguments, options.Shards, Path.Combine(LogFolder, $"{stage}-%a.log"), GpuNeed.Of(context.Profile, stage));

    /// <summary>All of them: training after the features' merge, the other stages at once.</summary>
    public string Chain(IReadOnlyList<string> stages)
    {
        var text = new StringBuilder("#!/bin/bash\n# Submits the long stages to Slurm. Afterwards this finds them done:\n#   ")
            .Append(BatchScript.Quoted([.. program, "run", .. Arguments])).Append("\nset -euo pipefail\n")
            .Append(BatchScript.Quoted(["mkdir", "-p", LogFolder])).Append('\n')
            .Append("# The corpus is listed (and fetched) here, once.\n")
            .Append(BatchScript.Quoted([.. program, FetchStage.Name, .. Arguments])).Append('\n');
        foreach (var stage in stages)
        {
            // An id that is not known would let the dependent job start at once, and one that failed would make it wait for ever.
            var after = stage == TrainStage.Name ? $" --dependency=\"afterok:$merge_{FeaturesStage.Name}\" --kill-on-invalid-dep=yes" : "";
            Submit(text, $"shards_{stage}", after, Shards(stage));
            Submit(text, $"merge_{stage}", $" --dependency=\"afterok:$shards_{stage}\" --kill-on-invalid-dep=yes", Script(stage + "-merge").Job(
                [.. program, "merge", stage, "--shards", $"{options.Shards}", .. Arguments], Path.Combine(LogFolder, $"{stage}-merge.log")));
        }

        var submitted = stages.Select(stage => $"{stage} $shards_{stage}, its merge $merge_{stage}");
        return text.Append("echo \"submitted: ").AppendJoin(", ", submitted).Append("\"\n").ToString();
    }

    private static void Submit(StringBuilder text, string variable, string dependency, string script) => text
        .Append(variable).Append("=$(sbatch --parsable").Append(dependency).Append(" <<'SBATCH' | cut -d ';' -f 1\n").Append(script).Append("SBATCH\n)\n");

    private BatchScript Script(string stage) => new($"musiccluster-{stage}", context.Workspace.Root, options);
}
