using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Shards;

/// <summary>The work of one stage, to be done in parts on several machines that share the cache's folder.</summary>
/// <remarks>What is done is told by files alone: a part is there when its folder in the cache is.</remarks>
internal abstract class ShardedWork
{
    /// <summary>lyrics, features or train.</summary>
    public abstract string Stage { get; }

    /// <summary>Tells this work from the stage's other works: settings and inputs.</summary>
    public abstract string Key { get; }

    /// <summary>Whether the stage's own output is there, so that no part is needed.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Whether a part is there.</summary>
    public abstract bool IsThere(Shard shard);

    /// <summary>Does a part that is not there; a second copy of it at the same time, on any machine, is harmless.</summary>
    /// <returns>What was done, in a few words.</returns>
    public abstract StageResult Run(Shard shard);

    /// <summary>Before a new run asks for the work: takes out parts that are to be done again, e.g. because a service did not answer.</summary>
    public virtual void Renew(int count)
    {
    }

    /// <summary>Puts the parts together: the bytes are those of a run without parts.</summary>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="UserException">Parts are missing; the sentence names them.</exception>
    public bool Merge(int count)
    {
        if (IsComplete)
        {
            return false;
        }

        var missing = Missing(count);
        if (missing.Count > 0)
        {
            throw new UserException(
                $"{Stage}: {missing.Count} of {count} parts {(missing.Count == 1 ? "is" : "are")} missing: {IndexRanges.Format(missing)}; "
                + $"do each with '{Stage} --shard {missing[0]}/{count}' and so on, of the same profile and cache, then merge again.");
        }

        Join(count);
        return true;
    }

    /// <summary>The shards whose parts are not there, in rising order.</summary>
    public IReadOnlyList<int> Missing(int count) =>
        [.. Enumerable.Range(1, count).Where(index => !IsThere(new Shard(index, count)))];

    /// <summary>Puts the parts together; all are there.</summary>
    protected abstract void Join(int count);
}
