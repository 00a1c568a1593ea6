using MusicCluster.Numerics;

namespace MusicCluster.Projection;

/// <summary>UMAP's symmetric graph: how surely two points are neighbours, as compressed sparse rows.</summary>
/// <param name="Starts">Start of each row in <paramref name="Columns"/>, length pointCount + 1.</param>
/// <param name="Columns">The other end of each edge, ascending in each row.</param>
/// <param name="Weights">Membership of each edge, in (0, 1].</param>
internal sealed record FuzzyGraph(int[] Starts, int[] Columns, double[] Weights)
{
    public int PointCount => Starts.Length - 1;

    /// <summary>The fuzzy union of every point's own view: a + b − a·b for the two directions of an edge.</summary>
    public static FuzzyGraph Build(NeighbourGraph neighbours)
    {
        var strengths = SmoothNeighbours.Strengths(neighbours);
        var count = neighbours.PointCount;
        var rows = new List<(int Column, double Weight)>[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new List<(int, double)>(2 * neighbours.NeighbourCount);
        }

        // Directed edges as they are, and reversed with the sign as a mark.
        for (var i = 0; i < strengths.Length; i++)
        {
            var (from, to) = (i / neighbours.NeighbourCount, neighbours.Indices[i]);
            if (from != to && strengths[i] > 0)
            {
                rows[from].Add((to, strengths[i]));
                rows[to].Add((from, -strengths[i]));
            }
        }

        var starts = new int[count + 1];
        var columns = new List<int>(strengths.Length * 2);
        var weights = new List<double>(strengths.Length * 2);
        for (var i = 0; i < count; i++)
        {
            rows[i].Sort();
            AddRow(rows[i], columns, weights);
            starts[i + 1] = columns.Count;
        }

        return new FuzzyGraph(starts, [.. columns], [.. weights]);
    }

    /// <summary>Drops edges that are too weak to be drawn once in a number of epochs.</summary>
    public FuzzyGraph Prune(int epochCount)
    {
        var limit = Weights.Length == 0 ? 0 : Weights.Max() / epochCount;
        var starts = new int[Starts.Length];
        var columns = new List<int>(Columns.Length);
        var weights = new List<double>(Columns.Length);
        for (var row = 0; row < PointCount; row++)
        {
            for (var i = Starts[row]; i < Starts[row + 1]; i++)
            {
                if (Weights[i] >= limit)
                {
                    columns.Add(Columns[i]);
                    weights.Add(Weights[i]);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new FuzzyGraph(starts, [.. columns], [.. weights]);
    }

    private static void AddRow(List<(int Column, double Weight)> edges, List<int> columns, List<double> weights)
    {
        for (var i = 0; i < edges.Count; i++)
        {
            var first = Math.Abs(edges[i].Weight);
            var second = 0.0;
            if (i + 1 < edges.Count && edges[i + 1].Column == edges[i].Column)
            {
                second = Math.Abs(edges[++i].Weight);
            }

            columns.Add(edges[i].Column);
            weights.Add(first + second - (first * second));
        }
    }
}
