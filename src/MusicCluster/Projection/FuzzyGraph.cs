using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Projection;

/// <summary>UMAP's graph: how surely two points are neighbors.</summary>
internal static class FuzzyGraph
{
    /// <summary>The fuzzy union of every point's own view: a + b − a·b for the two directions of an edge.</summary>
    public static SparseGraph Build(NeighborGraph neighbors) =>
        SparseGraph.Join(neighbors, SmoothNeighbors.Strengths(neighbors), (a, b) => a + b - (a * b));

    /// <summary>Drops edges that are too weak to be drawn once in a number of epochs.</summary>
    public static SparseGraph Prune(SparseGraph graph, int epochCount)
    {
        var limit = graph.Weights.Length == 0 ? 0 : graph.Weights.Max() / epochCount;
        var starts = new int[graph.Starts.Length];
        var columns = new List<int>(graph.Columns.Length);
        var weights = new List<double>(graph.Columns.Length);
        for (var row = 0; row < graph.PointCount; row++)
        {
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                if (graph.Weights[i] >= limit)
                {
                    columns.Add(graph.Columns[i]);
                    weights.Add(graph.Weights[i]);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new SparseGraph(starts, [.. columns], [.. weights]);
    }
}
