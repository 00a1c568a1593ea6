using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Projection;

/// <summary>How far the neighbours on a map are neighbours in the original space (Venna and Kaski 2001); 0 … 1, higher is better.</summary>
public static class Trustworthiness
{
    /// <summary>1 minus the penalties for neighbours on the map that rank lower than <paramref name="neighbourCount"/> in the original.</summary>
    /// <param name="points">Original rows.</param>
    /// <param name="map">Their places on the map.</param>
    /// <param name="neighbourCount">At least 1, under half the number of rows.</param>
    public static double Of(Matrix points, Matrix map, int neighbourCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.RowCount, points.RowCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbourCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighbourCount, points.RowCount / 2.0);
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

            foreach (var neighbour in OrderFrom(map, row).AsSpan(1, neighbourCount))
            {
                penalties[row] += Math.Max(0, rank[neighbour] - neighbourCount);
            }
        });
        return 1 - (penalties.Sum() * 2 / ((double)count * neighbourCount * ((2.0 * count) - (3.0 * neighbourCount) - 1)));
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
