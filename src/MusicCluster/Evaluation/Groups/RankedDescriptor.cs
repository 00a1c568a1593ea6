using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>A descriptor's values in ascending order, so that any weighted rank sum is one pass over the tracks.</summary>
internal sealed class RankedDescriptor
{
    // End of the run of equal values that begins at a position; only beginnings are read.
    private readonly int[] runEnds;

    /// <param name="values">One per track; NaN where undefined, and left out.</param>
    public RankedDescriptor(ReadOnlySpan<double> values)
    {
        var present = new List<int>(values.Length);
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsFinite(values[row]))
            {
                present.Add(row);
            }
        }

        var kept = new double[present.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = values[present[i]];
        }

        var order = Orders.Ascending(kept);
        Rows = Array.ConvertAll(order, i => present[i]);
        Values = Array.ConvertAll(order, i => kept[i]);
        runEnds = new int[Rows.Length];
        for (var start = 0; start < Rows.Length; start = runEnds[start])
        {
            var end = start + 1;
            while (end < Rows.Length && Values[end] == Values[start])
            {
                end++;
            }

            runEnds[start] = end;
            TieSum += ((double)(end - start) * (end - start) * (end - start)) - (end - start);
        }

        // As a verdict about half of a corpus would not be one about the corpus.
        Problem = 2 * Rows.Length < values.Length || Rows.Length < 2 ? "the descriptor is missing for most tracks"
            : Values[0] == Values[^1] ? "the descriptor is the same for all tracks" : "";
    }

    /// <summary>Tracks that have the descriptor, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>Their values.</summary>
    public double[] Values { get; }

    /// <summary>Σ (t³ − t) over runs of t equal values, for the variance of rank sums.</summary>
    public double TieSum { get; }

    /// <summary>Why nothing can be tested; empty where it can.</summary>
    public string Problem { get; }

    /// <summary>What stands at each position of the order.</summary>
    public int[] InOrder(IReadOnlyList<int> ofRows) => Array.ConvertAll(Rows, row => ofRows[row]);

    /// <summary>Twice the midrank minus one of each position: as many values below, counted twice, as there are, plus those equal.</summary>
    public int[] DoubledRanks()
    {
        var ranks = new int[Rows.Length];
        for (var start = 0; start < ranks.Length; start = runEnds[start])
        {
            ranks.AsSpan(start, runEnds[start] - start).Fill(start + runEnds[start]);
        }

        return ranks;
    }

    /// <summary>Adds up weights and doubled weighted ranks of every group.</summary>
    /// <param name="groups">Group at each position.</param>
    /// <param name="units">What was drawn together, at each position.</param>
    /// <param name="counts">How often each unit was drawn.</param>
    /// <param name="weights">Receives each group's weight.</param>
    /// <param name="rankSums">Receives Σ w (2 · weight below + weight equal).</param>
    public void Sum(ReadOnlySpan<int> groups, ReadOnlySpan<int> units, ReadOnlySpan<byte> counts, Span<long> weights, Span<long> rankSums)
    {
        weights.Clear();
        rankSums.Clear();
        var below = 0L;
        for (var start = 0; start < groups.Length; start = runEnds[start])
        {
            var equal = 0L;
            for (var i = start; i < runEnds[start]; i++)
            {
                equal += counts[units[i]];
            }

            for (var i = start; i < runEnds[start]; i++)
            {
                long count = counts[units[i]];
                weights[groups[i]] += count;
                rankSums[groups[i]] += count * ((2 * below) + equal);
            }

            below += equal;
        }
    }

    /// <summary>Cliff's delta (1993) of each group against the rest; NaN where one of the two is empty.</summary>
    public static void Deltas(ReadOnlySpan<long> weights, ReadOnlySpan<long> rankSums, Span<double> deltas)
    {
        var total = 0L;
        foreach (var weight in weights)
        {
            total += weight;
        }

        for (var group = 0; group < deltas.Length; group++)
        {
            // Pairs within the group are half of its squared weight, whichever way they lie.
            var pairs = (double)weights[group] * (total - weights[group]);
            deltas[group] = pairs == 0 ? double.NaN : ((rankSums[group] - ((double)weights[group] * weights[group])) / pairs) - 1;
        }
    }
}
