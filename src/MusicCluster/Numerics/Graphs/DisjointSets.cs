namespace MusicCluster.Numerics.Graphs;

/// <summary>Sets of points that grow together (union-find with path halving).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = Orders.Identity(count);

    /// <summary>The representative of the set that holds a point.</summary>
    public int Find(int point)
    {
        while (parents[point] != point)
        {
            parents[point] = parents[parents[point]];
            point = parents[point];
        }

        return point;
    }

    /// <summary>Joins two sets; returns whether they were apart.</summary>
    public bool Union(int first, int second)
    {
        var (a, b) = (Find(first), Find(second));
        parents[Math.Max(a, b)] = Math.Min(a, b);
        return a != b;
    }
}
