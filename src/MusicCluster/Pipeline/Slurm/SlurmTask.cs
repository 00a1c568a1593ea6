using System.Globalization;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>A task of a job array, as <c>squeue</c> shows it.</summary>
/// <param name="Job">The array's job.</param>
/// <param name="Index">The task's index: the shard.</param>
/// <param name="State">Slurm's word in full, e.g. PENDING.</param>
/// <param name="Reason">Why it waits or ended, e.g. Resources, NonZeroExitCode.</param>
internal sealed record SlurmTask(long Job, int Index, string State, string Reason)
{
    /// <summary>What <c>squeue --format</c> is to print for <see cref="Parse"/>: job, index, state, reason.</summary>
    public const string Format = "%F|%K|%T|%r";

    private static readonly string[] EndedStates =
        ["BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT"];

    /// <summary>Whether Slurm says that it ended well; its files may need a while to be seen from here.</summary>
    public bool IsCompleted => State == "COMPLETED";

    /// <summary>Whether Slurm still has something to do for it; a state that we do not know is taken as such.</summary>
    public bool IsActive => !EndedStates.Contains(State) && !IsStuck;

    public bool IsRunning => State is "RUNNING" or "COMPLETING";

    /// <summary>Whether Slurm has put it aside after failures of its own, and it would wait for ever.</summary>
    public bool IsStuck => State is "PENDING" or "REQUEUE_HOLD" or "SPECIAL_EXIT"
        && Reason is "launch failed requeued held" or "JobHeldAdmin" or "DependencyNeverSatisfied"
            or "job requeued in special exit state" or "job requeued in held state";

    /// <summary>Reads lines of <see cref="Format"/>; those of jobs that are no arrays are passed over.</summary>
    public static IReadOnlyList<SlurmTask> Parse(string text)
    {
        var result = new List<SlurmTask>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var fields = line.Split('|', 4);
            if (fields.Length == 4 && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var job))
            {
                // An array that Slurm did not take apart, e.g. 1-3,5%2, is one line for all its tasks.
                result.AddRange(Shards.IndexRanges.Parse(fields[1]).Select(index => new SlurmTask(job, index, fields[2], fields[3])));
            }
        }

        return result;
    }
}
