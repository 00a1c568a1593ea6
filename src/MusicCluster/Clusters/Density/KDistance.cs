using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>Chooses DBSCAN's radius from the data, without labels.</summary>
public static class KDistance
{
    /// <summary>The knee of the sorted distances to the minPoints-th neighbor: the point farthest below the line between the ends.</summary>
    /// <remarks>Ester et al. 1996 read it by eye; the knee is Satopaa et al.'s (2011). Below it lie the points in dense regions.</remarks>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="minPoints">As for <see cref="Dbscan"/>, the point itself included.</param>
    /// <returns>The radius, or 0 when there are no two different points.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static double Choose(Matrix points, int minPoints) => points.RowCount == 0 ? 0 : Choose(NearestNeighbors.Find(points, minPoints));

    /// <summary>The same from the neighbors of every point, at least one point.</summary>
    internal static double Choose(NeighborGraph graph)
    {
        var distances = new double[graph.PointCount];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = graph.Distances[((i + 1) * graph.NeighborCount) - 1];
        }

        Array.Sort(distances);
        var (low, high) = (distances[0], distances[^1]);
        var best = high;
        var bestGap = 0.0;
        for (var i = 0; i < distances.Length && high > low; i++)
        {
            var gap = (i / (distances.Length - 1.0)) - ((distances[i] - low) / (high - low));
            if (gap > bestGap)
            {
                (best, bestGap) = (distances[i], gap);
            }
        }

        // Many coincident points: the smallest radius that sees anything else.
        return best > 0 ? best : distances.FirstOrDefault(distance => distance > 0);
    }
}
