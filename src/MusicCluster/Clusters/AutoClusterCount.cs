using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters;

/// <summary>Chooses the number of clusters without labels: the most stable one whose clusters are visible in the reference space.</summary>
/// <remarks>
/// Few clusters are easily stable even where there are none, so a number is rejected when the silhouette of its partition in the
/// reference space is under half of the best one.
/// </remarks>
internal static class AutoClusterCount
{
    private const int LargestCount = 10;
    private const int SubsampleCount = 10;
    private const double SilhouetteShare = 0.5;

    /// <summary>The choice, with its evidence.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="reference">The reference space, same rows.</param>
    /// <param name="cluster">Makes a clusterer of some points: number of clusters -> labels.</param>
    /// <param name="seed">Draws the subsamples.</param>
    /// <returns>0 and the reason when no number can be chosen.</returns>
    public static (int ClusterCount, string Note) Choose(
        Matrix points, Matrix reference, Func<Matrix, SeedSequence, Func<int, int[]>> cluster, SeedSequence seed)
    {
        var largest = Math.Min(LargestCount, SubsampleStability.SubsampleLength(points.RowCount) - 1);
        if (largest < 2)
        {
            return (0, $"{points.RowCount} tracks are too few to choose a number of clusters");
        }

        var counts = Enumerable.Range(2, largest - 1).ToArray();
        var whole = cluster(points, seed);
        var silhouettes = ReferenceSilhouettes(reference, [.. counts.Select(whole)]);
        var best = silhouettes.Max();
        if (!(best > 0))
        {
            return (0, "no number of clusters has a positive silhouette in the reference space");
        }

        var stabilities = SubsampleStability.Compute(points, counts, cluster, SubsampleCount, seed);
        // The first of equally stable numbers is the smallest.
        var chosen = Enumerable.Range(0, counts.Length)
            .Where(i => silhouettes[i] >= SilhouetteShare * best).MaxBy(i => stabilities[i]);
        return (counts[chosen], $"k = {counts[chosen]} by stability {stabilities[chosen]:F2} and silhouette {silhouettes[chosen]:F2}");
    }

    private static double[] ReferenceSilhouettes(Matrix reference, int[][] partitions) =>
        [.. InternalMetrics.TrackSilhouettes(reference, partitions).Select(values =>
            values.Where(value => !double.IsNaN(value)).ToArray() is [_, ..] known ? Moments.Mean(known) : double.NegativeInfinity)];
}
