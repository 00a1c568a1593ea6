using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>
/// Two-sided test of a group's rank sum against all ways of drawing as many tracks: counted where there are few, by the normal
/// limit with the variance of tied ranks and a correction for continuity where there are many (Lehmann 1975).
/// </summary>
internal static class RankSumTest
{
    // Additions of the count; about a millisecond.
    private const double MostSteps = 2e6;

    /// <summary>The p-value.</summary>
    /// <param name="ranked">The descriptor.</param>
    /// <param name="doubledRanks">Its <see cref="RankedDescriptor.DoubledRanks"/>.</param>
    /// <param name="size">Tracks of the group that have the descriptor, at least 1 and fewer than all.</param>
    /// <param name="rankSum">Sum of their doubled ranks.</param>
    public static double PValue(RankedDescriptor ranked, int[] doubledRanks, int size, long rankSum)
    {
        var small = Math.Min(size, doubledRanks.Length - size);
        return 2.0 * small * small * doubledRanks.Length * doubledRanks.Length <= MostSteps
            ? Exact(doubledRanks, size, rankSum)
            : Normal(doubledRanks.Length, size, rankSum, ranked.TieSum);
    }

    /// <summary>Share of all draws whose rank sum strays as far from its mean.</summary>
    internal static double Exact(int[] doubledRanks, int size, long rankSum)
    {
        var total = doubledRanks.Sum(rank => (long)rank);
        if (2 * size > doubledRanks.Length)
        {
            (size, rankSum) = (doubledRanks.Length - size, total - rankSum);
        }

        // Ranks ascend: no draw has a larger sum than the last ranks.
        var most = doubledRanks[^size..].Sum();
        // Probabilities and not counts: position i enters a draw of j from the first i with chance j ÷ i.
        var shares = new double[size + 1, most + 1];
        shares[0, 0] = 1;
        for (var i = 0; i < doubledRanks.Length; i++)
        {
            for (var drawn = Math.Min(size, i + 1); drawn >= 0; drawn--)
            {
                var enters = drawn / (i + 1.0);
                for (var sum = most; sum >= 0; sum--)
                {
                    var before = drawn > 0 && sum >= doubledRanks[i] ? shares[drawn - 1, sum - doubledRanks[i]] : 0;
                    shares[drawn, sum] = (drawn <= i ? shares[drawn, sum] * (1 - enters) : 0) + (before * enters);
                }
            }
        }

        var mean = (double)size * total / doubledRanks.Length;
        var reached = 0.0;
        for (var sum = 0; sum <= most; sum++)
        {
            reached += Math.Abs(sum - mean) >= Math.Abs(rankSum - mean) - 1e-9 ? shares[size, sum] : 0;
        }

        return Math.Min(1, reached);
    }

    /// <summary>The limit of the same.</summary>
    internal static double Normal(int count, int size, long rankSum, double tieSum)
    {
        var pairs = (double)size * (count - size);
        // Mann and Whitney's U: pairs that the group wins.
        var wins = (rankSum - ((double)size * size)) / 2;
        var variance = pairs / 12 * (count + 1 - (tieSum / count / (count - 1.0)));
        var distance = Math.Max(0, Math.Abs(wins - (pairs / 2)) - 0.5);
        return variance <= 0 ? 1 : Math.Min(1, 2 * NormalDistribution.UpperTail(distance / Math.Sqrt(variance)));
    }
}
