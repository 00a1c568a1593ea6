using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline;

/// <summary>How long stages are done in parts on Slurm (<c>--cluster=slurm</c>). Nothing here changes a result.</summary>
/// <param name="Shards">Parts of a stage, tasks of a job array.</param>
/// <param name="Partition">Slurm's partition; empty: its default one.</param>
/// <param name="Time">Limit of a shard, as sbatch's --time takes it; empty: the partition's.</param>
/// <param name="Memory">Of a shard, as sbatch's --mem takes it, e.g. 8G; empty: the partition's.</param>
/// <param name="CpusPerTask">Cores of a shard.</param>
/// <param name="MaximumAttempts">Submissions of a shard before its failure ends the run.</param>
/// <param name="PollSeconds">Time between two looks at the queue.</param>
public sealed record ClusterOptions(
    int Shards = 10, string Partition = "", string Time = "", string Memory = "", int CpusPerTask = 4, int MaximumAttempts = 3, double PollSeconds = 10)
{
    /// <summary>More arguments for sbatch, e.g. <c>--account=music</c>, <c>--constraint=avx512</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Shards is < 1 or > Shard.MaximumCount)
        {
            yield return $"cluster.shards is {Shards}; it must be 1 to {Shard.MaximumCount}, Slurm's own limit of an array.";
        }

        if (CpusPerTask is < 1 or > 4096)
        {
            yield return $"cluster.cpusPerTask is {CpusPerTask}; it must be 1 to 4096.";
        }

        if (MaximumAttempts is < 1 or > 100)
        {
            yield return $"cluster.maximumAttempts is {MaximumAttempts}; it must be 1 to 100.";
        }

        if (PollSeconds is not (>= 0.1 and <= 3600))
        {
            yield return $"cluster.pollSeconds is {PollSeconds}; it must be 0.1 to 3600 seconds.";
        }

        foreach (var (key, value) in new[] { ("partition", Partition), ("time", Time), ("memory", Memory) })
        {
            if (value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            {
                yield return $"cluster.{key} is '{value}'; it must be one word, as sbatch takes it.";
            }
        }

        foreach (var argument in Arguments.Where(argument => !argument.StartsWith('-') || argument.Any(char.IsControl)))
        {
            yield return $"cluster.arguments has '{argument}'; each must be an option of sbatch, e.g. --account=music.";
        }
    }
}
