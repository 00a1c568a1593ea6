using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Projection;

/// <summary>Brings first coordinates to the size that the layout expects.</summary>
internal static class UmapStart
{
    private const double Size = 10;
    private const double Noise = 1e-4;

    /// <summary>Largest coordinate 10, a little noise so that no two points coincide, then each axis from 0 to 10.</summary>
    public static Matrix Scale(Matrix start, RandomSource random)
    {
        var largest = start.Values.Max(Math.Abs);
        var scaled = start.Copy();
        for (var i = 0; i < scaled.Values.Length; i++)
        {
            var value = largest > 0 ? scaled.Values[i] / largest * Size : 0;
            scaled.Values[i] = value + (Noise * random.NextGaussian());
        }

        for (var column = 0; column < scaled.ColumnCount; column++)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var row = 0; row < scaled.RowCount; row++)
            {
                low = Math.Min(low, scaled[row, column]);
                high = Math.Max(high, scaled[row, column]);
            }

            for (var row = 0; row < scaled.RowCount; row++)
            {
                scaled[row, column] = high > low ? (scaled[row, column] - low) / (high - low) * Size : 0;
            }
        }

        return scaled;
    }
}
