using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Hierarchical;

/// <summary>The nearest-neighbor chain (Murtagh 1983) on a condensed matrix of distances, updated by Lance and Williams' formula (1967).</summary>
/// <remarks>
/// Among equally near clusters the previous one of the chain wins, then the lowest number; a union keeps the higher number of its
/// two. Those are SciPy's conventions, so ties fall the same way.
/// </remarks>
internal sealed class MatrixChain
{
    private readonly int count;
    private readonly Linkage linkage;
    private readonly double[] distances;
    private readonly int[] sizes;

    // Numbers of the clusters that are left, ascending.
    private readonly List<int> active;

    public MatrixChain(Matrix points, Linkage linkage, CancellationToken cancellation = default)
    {
        count = points.RowCount;
        this.linkage = linkage;
        distances = GC.AllocateUninitializedArray<double>(checked((int)((long)count * Math.Max(0, count - 1) / 2)));
        sizes = new int[count];
        Array.Fill(sizes, 1);
        active = [.. Orders.Identity(count)];
        Workers.For(count, first =>
        {
            for (var second = first + 1; second < count; second++)
            {
                distances[Index(first, second)] = Distances.Euclidean(points.Row(first), points.Row(second));
            }
        }, cancellation);
    }

    /// <summary>Joins everything.</summary>
    public List<(int First, int Second, double Height)> Run(WorkWatch watch)
    {
        var merges = new List<(int, int, double)>(Math.Max(0, count - 1));
        var chain = new List<int>();
        while (active.Count > 1)
        {
            if (chain.Count == 0)
            {
                chain.Add(active[0]);
            }

            var last = chain[^1];
            var previous = chain.Count > 1 ? chain[^2] : -1;
            var (nearest, distance) = Nearest(last, previous);
            if (nearest != previous)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            watch.Report((merges.Count + 1) / (double)count);
            var (gone, kept) = last < nearest ? (last, nearest) : (nearest, last);
            merges.Add((gone, kept, distance));
            active.RemoveAt(active.BinarySearch(gone));
            Update(gone, kept, distance);
            sizes[kept] += sizes[gone];
        }

        return merges;
    }

    private (int Cluster, double Distance) Nearest(int cluster, int previous)
    {
        var best = previous;
        var bestDistance = previous < 0 ? double.PositiveInfinity : distances[Index(cluster, previous)];
        foreach (var other in active)
        {
            if (other != cluster && distances[Index(cluster, other)] < bestDistance)
            {
                bestDistance = distances[Index(cluster, other)];
                best = other;
            }
        }

        return (best, bestDistance);
    }

    private void Update(int gone, int kept, double distance)
    {
        foreach (var other in active)
        {
            if (other != kept)
            {
                ref var target = ref distances[Index(other, kept)];
                target = Union(distances[Index(other, gone)], target, distance, sizes[gone], sizes[kept], sizes[other]);
            }
        }
    }

    private double Union(double toGone, double toKept, double between, double goneSize, double keptSize, double otherSize)
    {
        switch (linkage)
        {
            case Linkage.Average:
                return ((goneSize * toGone) + (keptSize * toKept)) / (goneSize + keptSize);
            case Linkage.Complete:
                return Math.Max(toGone, toKept);
            default:
                var scale = 1.0 / (goneSize + keptSize + otherSize);
                return Math.Sqrt(
                    ((otherSize + goneSize) * scale * toGone * toGone) + ((otherSize + keptSize) * scale * toKept * toKept)
                    - (otherSize * scale * between * between));
        }
    }

    private int Index(int first, int second)
    {
        var (low, high) = first < second ? (first, second) : (second, first);
        return (int)(((long)low * ((2L * count) - low - 1) / 2) + high - low - 1);
    }
}
