
namespace MusicCluster.Numerics.Graphs;

/// <summary>A weighted symmetric graph as compressed sparse rows.</summary>
/// <param name="Starts">Start of each row in <paramref name="Columns"/>, length pointCount + 1.</param>
/// <param name="Columns">The other end of each edge, ascending in each row.</param>
/// <param name="Weights">Weight of each edge, positive.</param>
internal sealed record SparseGraph(int[] Starts, int[] Columns, double[] Weights)
{
    public int PointCount => Starts.Length - 1;

    /// <summary>Joins directed edges into a symmetric graph.</summary>
    /// <param name="neighbors">The edges' ends, [pointCount, neighborCount]; loops are dropped.</param>
    /// <param name="strengths">Weight of each directed edge; zero is no edge.</param>
    /// <param name="join">Weight of an edge from those of its two directions, of which one may be 0.</param>
    public static SparseGraph Join(NeighborGraph neighbors, double[] strengths, Func<double, double, double> join)
    {
        var count = neighbors.PointCount;
        var rows = new List<(int Column, double Weight)>[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new List<(int, double)>(2 * neighbors.NeighborCount);
        }

        for (var i = 0; i < strengths.Length; i++)
        {
            var (from, to) = (i / neighbors.NeighborCount, neighbors.Indices[i]);
            if (from != to && strengths[i] > 0)
            {
                rows[from].Add((to, strengths[i]));
                rows[to].Add((from, strengths[i]));
            }
        }

        var starts = new int[count + 1];
        var columns = new List<int>(strengths.Length * 2);
        var weights = new List<double>(strengths.Length * 2);
        for (var i = 0; i < count; i++)
        {
            rows[i].Sort();
            AddRow(rows[i], columns, weights, join);
            starts[i + 1] = columns.Count;
        }

        return new SparseGraph(starts, [.. columns], [.. weights]);
    }

    /// <summary>Component of each point, numbered from 0 on.</summary>
    public int[] Components(out int count)
    {
        var sets = new DisjointSets(PointCount);
        for (var row = 0; row < PointCount; row++)
        {
            for (var i = Starts[row]; i < Starts[row + 1]; i++)
            {
                sets.Union(row, Columns[i]);
            }
        }

        var roots = new int[PointCount];
        for (var row = 0; row < PointCount; row++)
        {
            roots[row] = sets.Find(row);
        }

        return Orders.Dense(roots, out count);
    }

    private static void AddRow(
        List<(int Column, double Weight)> edges, List<int> columns, List<double> weights, Func<double, double, double> join)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            var (column, first) = edges[i];
            var both = i + 1 < edges.Count && edges[i + 1].Column == column;
            columns.Add(column);
            weights.Add(join(first, both ? edges[++i].Weight : 0));
        }
    }
}
