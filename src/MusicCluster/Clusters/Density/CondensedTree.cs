using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>The tree of clusters as density rises: splits into two groups that are large enough count, single points only fall off.</summary>
internal sealed class CondensedTree
{
    private readonly Dendrogram tree;
    private readonly int minClusterSize;

    // Node i < pointCount is a point; node pointCount + m is the union of merge m.
    private readonly int[] left;
    private readonly int[] right;
    private readonly int[] sizes;

    // Clusters in the order of their birth, parents first.
    private readonly List<int> parents = [];
    private readonly List<double> births = [];
    private readonly List<double> stabilities = [];
    private readonly List<List<int>> fallen = [];

    public CondensedTree(Dendrogram tree, int minClusterSize)
    {
        this.tree = tree;
        this.minClusterSize = minClusterSize;
        var mergeCount = tree.Heights.Count;
        left = new int[mergeCount];
        right = new int[mergeCount];
        sizes = new int[tree.PointCount + mergeCount];
        Array.Fill(sizes, 1, 0, tree.PointCount);
        var sets = new DisjointSets(tree.PointCount);
        var nodes = Orders.Identity(tree.PointCount);
        for (var merge = 0; merge < mergeCount; merge++)
        {
            var (first, second) = tree.Merge(merge);
            (left[merge], right[merge]) = (nodes[sets.Find(first)], nodes[sets.Find(second)]);
            sets.Union(first, second);
            nodes[sets.Find(first)] = tree.PointCount + merge;
            sizes[tree.PointCount + merge] = sizes[left[merge]] + sizes[right[merge]];
        }

        Condense();
    }

    /// <summary>Cluster of each point by excess of mass: a parent stays whole when it outlasts the clusters below it.</summary>
    public int[] Select()
    {
        var below = new double[parents.Count];
        var chosen = new bool[parents.Count];
        for (var cluster = parents.Count - 1; cluster > 0; cluster--)
        {
            chosen[cluster] = stabilities[cluster] >= below[cluster];
            below[parents[cluster]] += Math.Max(stabilities[cluster], below[cluster]);
        }

        var labels = new int[tree.PointCount];
        Array.Fill(labels, Labels.Noise);
        // Parents come first: the topmost chosen cluster takes everything under it.
        var owner = new int[parents.Count];
        for (var cluster = 0; cluster < parents.Count; cluster++)
        {
            owner[cluster] = cluster > 0 && owner[parents[cluster]] >= 0 ? owner[parents[cluster]] : chosen[cluster] ? cluster : Labels.Noise;
            foreach (var point in fallen[cluster])
            {
                labels[point] = owner[cluster];
            }
        }

        return labels;
    }

    private void Condense()
    {
        AddCluster(0, 0);
        var stack = new Stack<(int Node, int Cluster)>();
        stack.Push((sizes.Length - 1, 0));
        while (stack.TryPop(out var item))
        {
            var (node, cluster) = item;
            if (node < tree.PointCount)
            {
                fallen[cluster].Add(node);
                continue;
            }

            var merge = node - tree.PointCount;
            // Density at which the group comes apart; points at no distance stay together for ever.
            var density = 1 / Math.Max(tree.Heights[merge], 1e-300);
            var (leftLarge, rightLarge) = (sizes[left[merge]] >= minClusterSize, sizes[right[merge]] >= minClusterSize);
            if (leftLarge && rightLarge)
            {
                stabilities[cluster] += (density - births[cluster]) * sizes[node];
                stack.Push((left[merge], AddCluster(cluster, density)));
                stack.Push((right[merge], AddCluster(cluster, density)));
                continue;
            }

            Follow(left[merge], leftLarge, cluster, density, stack);
            Follow(right[merge], rightLarge, cluster, density, stack);
        }
    }

    private void Follow(int node, bool large, int cluster, double density, Stack<(int Node, int Cluster)> stack)
    {
        if (large)
        {
            stack.Push((node, cluster));
            return;
        }

        stabilities[cluster] += (density - births[cluster]) * sizes[node];
        var open = new Stack<int>([node]);
        while (open.TryPop(out var next))
        {
            if (next < tree.PointCount)
            {
                fallen[cluster].Add(next);
            }
            else
            {
                open.Push(left[next - tree.PointCount]);
                open.Push(right[next - tree.PointCount]);
            }
        }
    }

    private int AddCluster(int parent, double birth)
    {
        parents.Add(parent);
        births.Add(birth);
        stabilities.Add(0);
        fallen.Add([]);
        return parents.Count - 1;
    }
}
