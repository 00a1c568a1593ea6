using MusicCluster.Metrics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>The groups of a partition beside those that an earlier run made of the tracks that both know.</summary>
internal sealed class GroupMatch
{
    /// <summary>Jaccard index from which a group is the earlier one; below it a group counts as dissolved (Hennig 2008).</summary>
    public const double SameGroup = 0.5;

    // What makes a part of a split, and a whole that was merged.
    private const double PartShare = 0.25;
    private const double WholeShare = 0.5;

    private readonly long[,] both;
    private readonly long[] earlierSizes;
    private readonly long[] sizes;

    /// <param name="earlier">Earlier group of each common track, noise −1.</param>
    /// <param name="now">Its group now.</param>
    /// <param name="earlierCount">Earlier groups.</param>
    /// <param name="count">Groups now.</param>
    public GroupMatch(IReadOnlyList<int> earlier, IReadOnlyList<int> now, int earlierCount, int count)
    {
        both = new long[earlierCount, count];
        (earlierSizes, sizes) = (new long[earlierCount], new long[count]);
        for (var i = 0; i < earlier.Count; i++)
        {
            if (earlier[i] >= 0)
            {
                earlierSizes[earlier[i]]++;
            }

            if (now[i] >= 0)
            {
                sizes[now[i]]++;
            }

            if (earlier[i] >= 0 && now[i] >= 0)
            {
                both[earlier[i], now[i]]++;
            }
        }

        EarlierOf = new int[count];
        Array.Fill(EarlierOf, -1);
        if (earlierCount == 0 || count == 0)
        {
            return;
        }

        var assigned = HungarianAlgorithm.Assign(ContingencyTable.FromCounts([.. both.Cast<long>()], earlierCount, count));
        for (var group = 0; group < earlierCount; group++)
        {
            if (assigned[group] is >= 0 and var match && both[group, match] >= SameGroup * (earlierSizes[group] + sizes[match] - both[group, match])
                && both[group, match] > 0)
            {
                EarlierOf[match] = group;
            }
        }
    }

    /// <summary>The earlier group that each group is, so that most tracks stay; −1 for a new one.</summary>
    public int[] EarlierOf { get; }

    /// <summary>Whether a track is in the same group as before; noise is one.</summary>
    public bool IsSame(int earlier, int now) => now < 0 ? earlier < 0 : EarlierOf[now] == earlier && earlier >= 0;

    /// <summary>Groups of which each holds a quarter of the earlier group or more; a split has at least 2.</summary>
    public int[] Parts(int earlier) =>
        [.. Enumerable.Range(0, sizes.Length).Where(group => both[earlier, group] > 0 && both[earlier, group] >= PartShare * earlierSizes[earlier])];

    /// <summary>Earlier groups of which more than half is in the group; a merger has at least 2.</summary>
    public int[] Sources(int group) =>
        [.. Enumerable.Range(0, earlierSizes.Length).Where(earlier => both[earlier, group] > WholeShare * earlierSizes[earlier])];
}
