using System.Globalization;
using System.Text;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>What <c>sbatch</c> gets.</summary>
/// <param name="name">The job's name.</param>
/// <param name="folder">Where the job works: relative paths of the profile count from it.</param>
/// <param name="options">The profile's.</param>
internal sealed class BatchScript(string name, string folder, SlurmOptions options)
{
    /// <summary>A job array of all shards of a stage.</summary>
    /// <param name="program">The command up to its verb.</param>
    /// <param name="stage">The verb.</param>
    /// <param name="arguments">Its arguments, without the shard.</param>
    /// <param name="count">How many shards.</param>
    /// <param name="logs">Path of the logs; %a is the shard.</param>
    /// <param name="needsGpu">Whether to ask for one GPU.</param>
    public string Shards(IEnumerable<string> program, string stage, IEnumerable<string> arguments, int count, string logs, bool needsGpu)
    {
        // N is written out: SLURM_ARRAY_TASK_COUNT shrinks when some tasks are submitted again.
        var command = $"{Quoted(program.Append(stage).Concat(arguments))} --shard \"$SLURM_ARRAY_TASK_ID/{count}\"";
        return Text([$"--array={IndexRanges.Format([.. Enumerable.Range(1, count)])}", .. needsGpu ? ["--gres=gpu:1"] : Array.Empty<string>()], logs, command);
    }

    /// <summary>One job without an array.</summary>
    public string Job(IEnumerable<string> command, string log) => Text([], log, Quoted(command));

    /// <summary>Words for a shell.</summary>
    public static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    private string Text(IEnumerable<string> own, string logs, string command)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        // The logs of a requeued task would begin anew without append.
        IEnumerable<string> lines =
        [
            $"--job-name={name}", .. own, $"--chdir={folder}", $"--output={logs}", "--open-mode=append", "--requeue", "--ntasks=1",
            string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={options.CpusPerTask}"),
            .. Option("partition", options.Partition), .. Option("time", options.Time), .. Option("mem", options.Memory), .. options.Arguments,
        ];
        foreach (var line in lines)
        {
            text.Append("#SBATCH ").Append(Quoted([line])).Append('\n');
        }

        // Idle OpenMP threads must sleep where cores are shared; malloc is to keep what torch asks for at every step.
        return text.Append("export OMP_WAIT_POLICY=PASSIVE MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=1073741824 DOTNET_NOLOGO=1\n")
            .Append("echo \"$(date -Is) job ${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID} task ${SLURM_ARRAY_TASK_ID:-} ")
            .Append("on ${SLURMD_NODENAME:-$(hostname)}, restart ${SLURM_RESTART_COUNT:-0}\"\n")
            .Append("exec ").Append(command).Append('\n').ToString();
    }

    private static string[] Option(string option, string value) => value.Length == 0 ? [] : [$"--{option}={value}"];
}
