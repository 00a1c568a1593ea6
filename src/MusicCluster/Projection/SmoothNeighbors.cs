using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Projection;

/// <summary>Turns distances into memberships: 1 up to the nearest neighbor, then falling so that they sum to log₂ of their number.</summary>
internal static class SmoothNeighbors
{
    private const int MaxHalvings = 64;
    private const double Tolerance = 1e-5;

    // Bandwidths below this share of the mean distance would cut a point off from all but its nearest neighbor.
    private const double SmallestShare = 1e-3;

    /// <summary>Membership of each neighbor, in the graph's shape; 0 for the point itself.</summary>
    public static double[] Strengths(NeighborGraph graph)
    {
        var strengths = new double[graph.Distances.Length];
        var overallMean = Moments.Mean(graph.Distances);
        Workers.For(graph.PointCount, point =>
        {
            var distances = graph.Distances.AsSpan(point * graph.NeighborCount, graph.NeighborCount);
            var (nearest, bandwidth) = Fit(distances, overallMean);
            for (var i = 0; i < distances.Length; i++)
            {
                var beyond = distances[i] - nearest;
                strengths[(point * graph.NeighborCount) + i] = graph.Indices[(point * graph.NeighborCount) + i] == point
                    ? 0
                    : beyond <= 0 || bandwidth == 0 ? 1 : Math.Exp(-beyond / bandwidth);
            }
        });
        return strengths;
    }

    /// <summary>Distance to the nearest other place, and the bandwidth that gives the wanted sum.</summary>
    /// <param name="distances">Ascending; the first belongs to the point itself.</param>
    /// <param name="overallMean">Mean of all distances, for points that coincide with all neighbors.</param>
    internal static (double Nearest, double Bandwidth) Fit(ReadOnlySpan<double> distances, double overallMean)
    {
        var nearest = 0.0;
        foreach (var distance in distances)
        {
            if (distance > 0)
            {
                nearest = distance;
                break;
            }
        }

        var target = Math.Log2(distances.Length);
        var (low, high, middle) = (0.0, double.PositiveInfinity, 1.0);
        for (var i = 0; i < MaxHalvings; i++)
        {
            var sum = 0.0;
            foreach (var distance in distances[1..])
            {
                sum += distance > nearest ? Math.Exp(-(distance - nearest) / middle) : 1;
            }

            if (Math.Abs(sum - target) < Tolerance)
            {
                break;
            }

            if (sum > target)
            {
                high = middle;
                middle = (low + high) / 2;
            }
            else
            {
                low = middle;
                middle = double.IsPositiveInfinity(high) ? middle * 2 : (low + high) / 2;
            }
        }

        var floor = SmallestShare * (nearest > 0 ? Moments.Mean(distances) : overallMean);
        return (nearest, Math.Max(middle, floor));
    }
}
