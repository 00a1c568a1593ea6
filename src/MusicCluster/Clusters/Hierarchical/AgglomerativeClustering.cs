using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Hierarchical;

/// <summary>Agglomerative clustering from the nearest pair up: O(n²) time.</summary>
/// <remarks>
/// Up to <see cref="MatrixPointCount"/> points Ward works on the matrix of distances, so that tied distances fall as in SciPy and
/// scikit-learn; beyond, on the centers alone, in O(n) memory. Average and complete linkage always need the matrix.
/// </remarks>
public static class AgglomerativeClustering
{
    /// <summary>Points up to which Ward keeps the matrix of distances (16 MB).</summary>
    public const int MatrixPointCount = 2_048;

    /// <summary>Points up to which average and complete linkage are computed (a matrix of 3.6 GB).</summary>
    public const int MaxMatrixPointCount = 30_000;

    // Average linkage on one thread took 117 to 144 ns a pair for 10,000 to 30,000 x 32 (scale-work average).
    private const double SecondsPerPair = 135e-9;

    /// <summary>The tree of some points, from which any number of clusters can be cut.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="linkage">The distance of two clusters.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or there are too many points for the matrix.</exception>
    public static Dendrogram Fit(Matrix points, Linkage linkage, WorkWatch? watch = null)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        if (linkage == Linkage.Ward && points.RowCount > MatrixPointCount)
        {
            return new Dendrogram(points.RowCount, new WardRounds(points).Run(watch ?? WorkWatch.None));
        }

        var problem = MatrixProblem(points.RowCount, "points");
        return problem.Length == 0
            ? new Dendrogram(points.RowCount, new MatrixChain(points, linkage, watch?.Cancellation ?? default).Run(watch ?? WorkWatch.None))
            : throw new ArgumentException($"{problem}.", nameof(points));
    }

    /// <summary>Why so many points have no matrix of distances: memory and time that it would take; empty when they have one.</summary>
    internal static string MatrixProblem(int count, string unit)
    {
        var pairCount = count * (count - 1.0) / 2;
        return count <= MaxMatrixPointCount
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{count} {unit} need a matrix of distances of {pairCount * sizeof(double) / (1 << 30):F1} GiB and about "
                + $"{Math.Max(1, pairCount * SecondsPerPair / 60):F0} minutes; at most {MaxMatrixPointCount} are allowed, or use ward");
    }

    /// <summary>The partition into a number of clusters.</summary>
    /// <exception cref="ArgumentException">As above, or the number is not 1 … rowCount.</exception>
    public static int[] Fit(Matrix points, Linkage linkage, int clusterCount) => Fit(points, linkage).Cut(clusterCount);
}

/// <summary>How far two clusters are from each other.</summary>
public enum Linkage
{
    /// <summary>By how much their union raises the sum of squared distances to the centers (Ward 1963).</summary>
    Ward,

    /// <summary>The mean distance of their points.</summary>
    Average,

    /// <summary>The largest distance of their points.</summary>
    Complete,
}
