using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Projection;

/// <summary>How far the neighbors on a map are neighbors in the original space (Venna and Kaski 2001); 0 … 1, higher is better.</summary>
public static class Trustworthiness
{
    /// <summary>1 minus the penalties for neighbors on the map that rank lower than <paramref name="neighborCount"/> in the original.</summary>
    /// <param name="points">Original rows.</param>
    /// <param name="map">Their places on the map.</param>
    /// <param name="neighborCount">At least 1, under half the number of rows.</param>
    public static double Of(Matrix points, Matrix map, int neighborCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.RowCount, points.RowCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighborCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighborCount, points.RowCount / 2.0);
        var count = points.RowCount;
        var penalties = new double[count];
        Workers.For(count, row =>
        {
            var order = OrderFrom(points, row);
            var rank = new int[count];
            for (var i = 0; i < count; i++)
            {
                rank[order[i]] = i;
            }

            foreach (var neighbor in OrderFrom(map, row).AsSpan(1, neighborCount))
            {
                penalties[row] += Math.Max(0, rank[neighbor] - neighborCount);
            }
        });
        return 1 - (penalties.Sum() * 2 / ((double)count * neighborCount * ((2.0 * count) - (3.0 * neighborCount) - 1)));
    }

    /// <summary>All rows by their distance from one, itself first.</summary>
    private static int[] OrderFrom(Matrix points, int row)
    {
        var distances = new double[points.RowCount];
        for (var other = 0; other < distances.Length; other++)
        {
            distances[other] = Distances.Squared(points.Row(row), points.Row(other));
        }

        distances[row] = -1;
        return Orders.Ascending(distances);
    }
}
