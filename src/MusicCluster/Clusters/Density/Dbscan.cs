using System.Numerics;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>DBSCAN (Ester et al. 1996): clusters are the connected regions where points lie densely; the rest is noise.</summary>
/// <remarks>
/// As in scikit-learn, a point counts among its own neighbors, the border of the neighborhood belongs to it, and a border point
/// joins the first cluster that reaches it.
/// </remarks>
public static class Dbscan
{
    // Neighborhoods as bits: 128 MB at most; beyond, only what links clusters is looked for.
    private const int MaxStoredPointCount = 1 << 15;

    /// <summary>Clusters rows.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="epsilon">Radius of the neighborhood, in the unit of the points, at least 0.</param>
    /// <param name="minPoints">Points within the radius (itself included) that make a core point, at least 1.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <returns>Labels in order of first appearance, noise −1.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static int[] Fit(Matrix points, double epsilon, int minPoints, WorkWatch? watch = null) =>
        Fit(points, epsilon, minPoints, null, watch ?? WorkWatch.None);

    /// <summary>The same; the <paramref name="minPoints"/> nearest neighbors may be known already.</summary>
    internal static int[] Fit(Matrix points, double epsilon, int minPoints, NeighborGraph? known, WorkWatch watch)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minPoints);
        if (points.RowCount == 0)
        {
            return [];
        }

        if (points.RowCount > MaxStoredPointCount)
        {
            var neighbors = known ?? NearestNeighbors.Find(points, minPoints, watch.Part(0, 0.6));
            return Labels.InOrderOfAppearance(new LinkedCores(points, epsilon, minPoints, neighbors).Run(watch.Part(known is null ? 0.6 : 0, 1)));
        }

        var neighborhoods = new Neighborhoods(points, epsilon);
        var stored = GC.AllocateUninitializedArray<ulong>(checked(points.RowCount * neighborhoods.WordCount));
        var isCore = new bool[points.RowCount];
        FindCores(neighborhoods, minPoints, stored, isCore, watch.Cancellation);
        return Labels.InOrderOfAppearance(Grow(neighborhoods, stored, isCore));
    }

    private static void FindCores(Neighborhoods neighborhoods, int minPoints, ulong[] stored, bool[] isCore, CancellationToken cancellation)
    {
        Workers.For(
            neighborhoods.BlockCount, () => new int[neighborhoods.BlockCount],
            (block, blocks) => FindCores(neighborhoods, minPoints, block, stored, blocks, isCore), cancellation);
    }

    /// <summary>Four places of one block at a time.</summary>
    private static void FindCores(
        Neighborhoods neighborhoods, int minPoints, int block, ulong[] stored, int[] blocks, bool[] isCore)
    {
        var wordCount = neighborhoods.WordCount;
        var candidates = blocks.AsSpan(0, neighborhoods.FindBlocks(block, blocks));
        var end = Math.Min((block + 1) * PointBlocks.LaneCount, isCore.Length);
        for (var place = block * PointBlocks.LaneCount; place < end; place += 4)
        {
            var rowCount = Math.Min(4, end - place);
            var bits = stored.AsSpan(place * wordCount, rowCount * wordCount);
            if (rowCount == 4)
            {
                neighborhoods.Find4(place, candidates, bits);
            }

            for (var row = 0; row < rowCount; row++)
            {
                var own = bits.Slice(row * wordCount, wordCount);
                if (rowCount < 4)
                {
                    neighborhoods.Find(place + row, candidates, own);
                }

                isCore[place + row] = CountBits(own) >= minPoints;
            }
        }
    }

    /// <summary>Clusters start at the core point with the lowest row, so that border points go to the first one in that order.</summary>
    private static int[] Grow(Neighborhoods neighborhoods, ulong[] stored, bool[] isCore)
    {
        var wordCount = neighborhoods.WordCount;
        var placeOf = new int[isCore.Length];
        var free = new ulong[wordCount];
        for (var place = 0; place < isCore.Length; place++)
        {
            placeOf[neighborhoods.Order[place]] = place;
            free[place >> 6] |= 1UL << (place & 63);
        }

        var labels = new int[isCore.Length];
        Array.Fill(labels, Labels.Noise);
        var stack = new Stack<int>();
        var cluster = 0;
        foreach (var start in placeOf)
        {
            if (!isCore[start] || !IsFree(start))
            {
                continue;
            }

            Take(start);
            while (stack.TryPop(out var core))
            {
                var bits = stored.AsSpan(core * wordCount, wordCount);
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

        bool IsFree(int place) => (free[place >> 6] & (1UL << (place & 63))) != 0;

        void Take(int place)
        {
            labels[neighborhoods.Order[place]] = cluster;
            free[place >> 6] &= ~(1UL << (place & 63));
            if (isCore[place])
            {
                stack.Push(place);
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
