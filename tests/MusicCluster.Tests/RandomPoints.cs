using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Tests;

/// <summary>Made-up points for properties and limits.</summary>
internal static class RandomPoints
{
    public static Matrix Gaussian(int rowCount, int columnCount, ulong seed)
    {
        var random = new RandomSource(seed);
        var points = new Matrix(rowCount, columnCount);
        for (var i = 0; i < points.Values.Length; i++)
        {
            points.Values[i] = random.NextGaussian();
        }

        return points;
    }

    /// <summary>Groups of unit variance around centers of standard deviation <paramref name="spread"/>; row i is in group i mod groupCount.</summary>
    public static Matrix Blobs(int rowCount, int columnCount, int groupCount, double spread, ulong seed)
    {
        var centers = Gaussian(groupCount, columnCount, seed + 1000);
        var points = Gaussian(rowCount, columnCount, seed);
        for (var row = 0; row < rowCount; row++)
        {
            for (var column = 0; column < columnCount; column++)
            {
                points[row, column] += spread * centers[row % groupCount, column];
            }
        }

        return points;
    }

    /// <summary>The same point again and again.</summary>
    public static Matrix Constant(int rowCount, int columnCount, double value)
    {
        var points = new Matrix(rowCount, columnCount);
        Array.Fill(points.Values, value);
        return points;
    }
}
