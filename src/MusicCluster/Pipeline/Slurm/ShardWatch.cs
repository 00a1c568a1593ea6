namespace MusicCluster.Pipeline.Slurm;

/// <summary>What is to be done about shards whose parts are not there, from one look at the queue to the next.</summary>
/// <param name="patience">How long the files of a task that ended well may take to be seen from here.</param>
internal sealed class ShardWatch(TimeSpan patience)
{
    private readonly Dictionary<int, int> attempts = [];
    private readonly Dictionary<int, TimeSpan> endedAt = [];

    /// <summary>How often a shard was submitted, as far as this run has seen.</summary>
    public int AttemptCount(int shard) => attempts.GetValueOrDefault(shard);

    public void CountAttempt(IEnumerable<int> shards)
    {
        foreach (var shard in shards)
        {
            attempts[shard] = AttemptCount(shard) + 1;
            endedAt.Remove(shard);
        }
    }

    /// <summary>The shards among those missing that nobody works on.</summary>
    /// <param name="missing">Shards whose parts are not there.</param>
    /// <param name="tasks">What the queue shows.</param>
    /// <param name="now">Time since the run began.</param>
    public IReadOnlyList<int> Due(IReadOnlyList<int> missing, IReadOnlyList<SlurmTask> tasks, TimeSpan now)
    {
        var byShard = tasks.ToLookup(task => task.Index);
        return [.. missing.Where(shard => IsDue(shard, [.. byShard[shard]], now))];
    }

    private bool IsDue(int shard, IReadOnlyList<SlurmTask> tasks, TimeSpan now)
    {
        if (tasks.Any(task => task.IsActive))
        {
            attempts.TryAdd(shard, 1);
            endedAt.Remove(shard);
            return false;
        }

        if (AttemptCount(shard) == 0 || tasks.MaxBy(task => task.Job) is { IsCompleted: false })
        {
            return true;
        }

        // It ended well, or Slurm has forgotten how: a shared folder may show its files only a while later.
        endedAt.TryAdd(shard, now);
        return now - endedAt[shard] >= patience;
    }
}
