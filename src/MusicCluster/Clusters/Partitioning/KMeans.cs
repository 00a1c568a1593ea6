using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>k-means: Lloyd's iterations from several k-means++ starts, the tightest of which counts.</summary>
/// <remarks>
/// Lloyd 1982; Arthur and Vassilvitskii 2007 with scikit-learn's greedy trials. The starts run in parallel, each with a stream of
/// its own, so that neither the number of threads nor their timing changes the result.
/// </remarks>
public static class KMeans
{
    /// <summary>A start that much looser than the best is not followed further.</summary>
    private const double RivalReach = 0.01;

    /// <summary>Clusters rows.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="clusterCount">Clusters wanted, 1 … rowCount; fewer come back when fewer rows differ.</param>
    /// <param name="initCount">Restarts.</param>
    /// <param name="random">Chooses the starts.</param>
    /// <param name="maxIterations">Lloyd iterations of one start at most.</param>
    /// <param name="tolerance">A start ends when its centers move less than this share of the mean variance of the columns;
    /// the best start then goes on until no label changes.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or there are fewer rows than clusters.</exception>
    public static KMeansResult Fit(
        Matrix points, int clusterCount, int initCount, RandomSource random, int maxIterations = 300, double tolerance = 1e-4,
        WorkWatch? watch = null)
    {
        Check(points, clusterCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initCount);
        ArgumentNullException.ThrowIfNull(random);
        return Fit(new KMeansData(points), clusterCount, initCount, random, maxIterations, tolerance, watch ?? WorkWatch.None);
    }

    /// <summary>The same on points that are laid out already.</summary>
    internal static KMeansResult Fit(
        KMeansData data, int clusterCount, int initCount, RandomSource random, int maxIterations, double tolerance, WorkWatch watch) => ToResult(
            Best(Start(data, clusterCount, initCount, random, maxIterations, tolerance, watch), maxIterations, watch.Cancellation),
            data.Points.ColumnCount);

    /// <summary>
    /// As <see cref="Fit(Matrix, int, int, RandomSource, int, double, WorkWatch?)"/>, with the tightest other partition that one of the
    /// starts ends in.
    /// </summary>
    /// <remarks>Starts that are more than a hundredth looser than the best one when they stop are not followed to their end.</remarks>
    /// <returns>The best partition, and another one; null where no start ends anywhere else.</returns>
    /// <exception cref="ArgumentException">As <see cref="Fit(Matrix, int, int, RandomSource, int, double, WorkWatch?)"/>.</exception>
    public static (KMeansResult Best, KMeansResult? Rival) FitWithRival(
        Matrix points, int clusterCount, int initCount, RandomSource random, int maxIterations = 300, double tolerance = 1e-4,
        WorkWatch? watch = null)
    {
        Check(points, clusterCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initCount);
        ArgumentNullException.ThrowIfNull(random);
        watch ??= WorkWatch.None;
        var runs = Start(new KMeansData(points), clusterCount, initCount, random, maxIterations, tolerance, watch);
        var best = ToResult(Best(runs, maxIterations, watch.Cancellation), points.ColumnCount);
        var near = runs.Where(run => run.Inertia <= (1 + RivalReach) * best.Inertia).ToArray();
        Workers.For(near.Length, i => near[i].Iterate(maxIterations, 0, watch.Cancellation), watch.Cancellation);
        var rival = near.Where(run => !Labels.InOrderOfAppearance(run.Labels).AsSpan().SequenceEqual(best.Labels)).MinBy(run => run.Inertia);
        return (best, rival is null ? null : ToResult(rival, points.ColumnCount));
    }

    private static LloydRun Best(LloydRun[] runs, int maxIterations, CancellationToken cancellation)
    {
        var best = runs.MinBy(run => run.Inertia)!;
        best.Iterate(maxIterations, 0, cancellation);
        return best;
    }

    private static LloydRun[] Start(
        KMeansData data, int clusterCount, int initCount, RandomSource random, int maxIterations, double tolerance, WorkWatch watch)
    {
        var threshold = tolerance * data.MeanVariance;
        var seeds = Enumerable.Range(0, initCount).Select(_ => random.NextUInt64()).ToArray();
        var runs = new LloydRun[initCount];
        watch.For(initCount, i =>
        {
            var run = new LloydRun(data, KMeansPlusPlus.Choose(data, clusterCount, new RandomSource(seeds[i])));
            run.Iterate(maxIterations, threshold, watch.Cancellation);
            runs[i] = run;
        });
        return runs;
    }

    /// <summary>Lloyd's iterations from given centers, to the point where no label changes.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="start">First centers, one row per cluster.</param>
    /// <param name="maxIterations">Iterations at most.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or there are fewer rows than clusters.</exception>
    public static KMeansResult FitFrom(Matrix points, Matrix start, int maxIterations = 300)
    {
        Check(points, start.RowCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(start.ColumnCount, points.ColumnCount);
        var data = new KMeansData(points);
        var run = new LloydRun(data, data.ToShifted(start));
        run.Iterate(maxIterations, 0);
        return ToResult(run, points.ColumnCount);
    }

    internal static void Check(Matrix points, int clusterCount)
    {
        FiniteChecks.ThrowIfNotFinite(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clusterCount);
        if (points.RowCount < clusterCount)
        {
            throw new ArgumentException(
                $"{points.RowCount} points cannot make {clusterCount} clusters; k may be 1 to the number of points.", nameof(clusterCount));
        }
    }

    private static KMeansResult ToResult(LloydRun run, int dimension)
    {
        var labels = Labels.InOrderOfAppearance(run.Labels);
        var used = Labels.ClusterCount(labels);
        var centers = new Matrix(used, dimension);
        for (var i = 0; i < labels.Length; i++)
        {
            run.Data.FromShifted(run.Center(run.Labels[i]), centers.Row(labels[i]));
        }

        return new KMeansResult(labels, centers, run.Inertia, run.IterationCount);
    }
}

/// <summary>What k-means found.</summary>
/// <param name="Labels">Cluster of each row, numbered in order of first appearance.</param>
/// <param name="Centers">One row per cluster, in the order of the numbers.</param>
/// <param name="Inertia">Sum of squared distances to the own center; lower is tighter.</param>
/// <param name="IterationCount">Lloyd iterations of the best start.</param>
public sealed record KMeansResult(int[] Labels, Matrix Centers, double Inertia, int IterationCount);
