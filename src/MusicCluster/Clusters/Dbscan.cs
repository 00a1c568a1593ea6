using System.Numerics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters;

/// <summary>DBSCAN (Ester et al. 1996): clusters are the connected regions where points lie densely; the rest is noise.</summary>
/// <remarks>
/// As in scikit-learn, a point counts among its own neighbours, the border of the neighbourhood belongs to it, and a border point
/// joins the first cluster that reaches it.
/// </remarks>
public static class Dbscan
{
    // Neighbourhoods as bits: 128 MB at most; beyond, they are computed again when a cluster grows.
    private const long MaxStoredBits = 1L << 30;

    /// <summary>Clusters rows.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="epsilon">Radius of the neighbourhood, in the unit of the points, at least 0.</param>
    /// <param name="minPoints">Points within the radius (itself included) that make a core point, at least 1.</param>
    /// <returns>Labels in order of first appearance, noise −1.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static int[] Fit(Matrix points, double epsilon, int minPoints)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minPoints);
        var count = points.RowCount;
        var neighbourhoods = new Neighbourhoods(points, epsilon);
        var wordCount = neighbourhoods.WordCount;
        var stored = (long)count * wordCount * 64 <= MaxStoredBits ? new ulong[(long)count * wordCount] : null;
        var isCore = new bool[count];
        ForEachRow(count, wordCount, stored, neighbourhoods, (row, bits) => isCore[row] = CountBits(bits) >= minPoints);
        return Labels.InOrderOfAppearance(Grow(count, wordCount, stored, neighbourhoods, isCore));
    }

    private static void ForEachRow(
        int count, int wordCount, ulong[]? stored, Neighbourhoods neighbourhoods, Action<int, Span<ulong>> visit) =>
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(0, Math.Max(1, count), Math.Max(64, count / 32)),
            range =>
            {
                var buffer = new ulong[wordCount];
                for (var row = range.Item1; row < Math.Min(range.Item2, count); row++)
                {
                    var bits = stored is null ? buffer : stored.AsSpan(row * wordCount, wordCount);
                    neighbourhoods.Find(row, bits);
                    visit(row, bits);
                }
            });

    private static int[] Grow(int count, int wordCount, ulong[]? stored, Neighbourhoods neighbourhoods, bool[] isCore)
    {
        var labels = new int[count];
        Array.Fill(labels, Labels.Noise);
        var free = new ulong[wordCount];
        for (var i = 0; i < count; i++)
        {
            free[i >> 6] |= 1UL << (i & 63);
        }

        var buffer = new ulong[wordCount];
        var stack = new Stack<int>();
        var cluster = 0;
        for (var start = 0; start < count; start++)
        {
            if (!isCore[start] || labels[start] >= 0)
            {
                continue;
            }

            Take(start);
            while (stack.TryPop(out var core))
            {
                Span<ulong> bits = stored is null ? buffer : stored.AsSpan(core * wordCount, wordCount);
                if (stored is null)
                {
                    neighbourhoods.Find(core, bits);
                }

                for (var word = 0; word < wordCount; word++)
                {
                    for (var fresh = bits[word] & free[word]; fresh != 0; fresh &= fresh - 1)
                    {
                        Take((word << 6) + BitOperations.TrailingZeroCount(fresh));
                    }
                }
            }

            cluster++;
        }

        return labels;

        void Take(int point)
        {
            labels[point] = cluster;
            free[point >> 6] &= ~(1UL << (point & 63));
            if (isCore[point])
            {
                stack.Push(point);
            }
        }
    }

    private static int CountBits(ReadOnlySpan<ulong> bits)
    {
        var sum = 0;
        foreach (var word in bits)
        {
            sum += BitOperations.PopCount(word);
        }

        return sum;
    }
}
