using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>The points of a k-means in both layouts, moved to mean zero, which keeps the sums exact far from the origin.</summary>
internal sealed class KMeansData
{
    private readonly double[] mean;

    public KMeansData(Matrix points)
    {
        mean = Moments.Means(points);
        Points = Moments.Center(points, mean);
        Blocks = new PointBlocks(Points);
        MeanVariance = Points.Values.Length == 0 ? 0 : Products.Dot(Points.Values, Points.Values) / Points.Values.Length;
    }

    public Matrix Points { get; }

    public PointBlocks Blocks { get; }

    /// <summary>Mean over the columns of their variance.</summary>
    public double MeanVariance { get; }

    public double[] ToShifted(Matrix centers) => Moments.Center(centers, mean).Values;

    public void FromShifted(ReadOnlySpan<double> center, Span<double> destination)
    {
        for (var column = 0; column < destination.Length; column++)
        {
            destination[column] = center[column] + mean[column];
        }
    }
}
