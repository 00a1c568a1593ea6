namespace MusicCluster.Clusters.Density;

/// <summary>Prim's algorithm (1957) on a list of links.</summary>
internal static class SparseTree
{
    /// <summary>Grows the tree from the first row; among equally near rows the lowest comes first, from the row that was reached first.</summary>
    /// <param name="count">Rows, all of them linked.</param>
    /// <param name="links">In any order; a link may come twice.</param>
    public static List<(int First, int Second, double Height)> Grow(int count, IEnumerable<Link> links)
    {
        var all = links.ToArray();
        var starts = Starts(count, all);
        var next = starts.AsSpan(0, count).ToArray();
        var beside = new int[2 * all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            beside[next[all[i].First]++] = i;
            beside[next[all[i].Second]++] = i;
        }

        var (reach, from) = (new double[count], new int[count]);
        Array.Fill(reach, double.PositiveInfinity);
        var isInside = new bool[count];
        var edges = new List<(int, int, double)>(count - 1);
        var frontier = new PriorityQueue<int, (double, int)>();
        var current = 0;
        isInside[0] = true;
        while (edges.Count < count - 1)
        {
            foreach (var i in beside.AsSpan(starts[current], starts[current + 1] - starts[current]))
            {
                var other = all[i].First == current ? all[i].Second : all[i].First;
                if (!isInside[other] && all[i].Length < reach[other])
                {
                    (reach[other], from[other]) = (all[i].Length, current);
                    frontier.Enqueue(other, (all[i].Length, other));
                }
            }

            // Rows that came nearer stand in the queue more than once.
            do
            {
                current = frontier.Dequeue();
            }
            while (isInside[current]);
            isInside[current] = true;
            edges.Add((from[current], current, reach[current]));
        }

        return edges;
    }

    private static int[] Starts(int count, Link[] links)
    {
        var starts = new int[count + 1];
        foreach (var link in links)
        {
            starts[link.First + 1]++;
            starts[link.Second + 1]++;
        }

        for (var row = 0; row < count; row++)
        {
            starts[row + 1] += starts[row];
        }

        return starts;
    }
}
