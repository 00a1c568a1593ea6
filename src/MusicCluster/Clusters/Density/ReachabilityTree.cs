using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>The minimum spanning tree of mutual reachability: max of the distance and of both points' core distances.</summary>
internal static class ReachabilityTree
{
    /// <summary>Prim's algorithm (1957): each step adds the point that is nearest to the tree.</summary>
    public static List<(int First, int Second, double Height)> Build(Matrix points, int minPoints)
    {
        var count = points.RowCount;
        var neighbors = NearestNeighbors.Find(points, minPoints);
        var core = new double[count];
        for (var i = 0; i < count; i++)
        {
            core[i] = neighbors.Distances[((i + 1) * neighbors.NeighborCount) - 1];
        }

        var blocks = new PointBlocks(points);
        var squared = new double[blocks.BlockCount * PointBlocks.LaneCount];
        var reach = new double[count];
        var from = new int[count];
        Array.Fill(reach, double.PositiveInfinity);
        var outside = Orders.Identity(count).ToList();
        var edges = new List<(int, int, double)>(Math.Max(0, count - 1));
        var current = 0;
        outside.RemoveAt(0);
        while (outside.Count > 0)
        {
            blocks.SquaredDistances(points.Row(current), 0, blocks.BlockCount, squared);
            var best = 0;
            for (var i = 0; i < outside.Count; i++)
            {
                var point = outside[i];
                var distance = Math.Max(Math.Max(core[current], core[point]), Math.Sqrt(squared[point]));
                if (distance < reach[point])
                {
                    (reach[point], from[point]) = (distance, current);
                }

                best = reach[point] < reach[outside[best]] ? i : best;
            }

            current = outside[best];
            edges.Add((from[current], current, reach[current]));
            outside.RemoveAt(best);
        }

        return edges;
    }
}
