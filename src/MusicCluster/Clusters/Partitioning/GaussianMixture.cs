using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>A mixture of Gaussians by expectation and maximization (Dempster, Laird and Rubin 1977), started from k-means.</summary>
/// <remarks>scikit-learn's model: a floor is added to every variance, so that a component cannot collapse onto a point.</remarks>
public static class GaussianMixture
{
    // k-means' own defaults.
    private const int StartIterations = 300;
    private const double StartTolerance = 1e-4;

    /// <summary>Fits a mixture and assigns each row to its most likely component.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="componentCount">Components wanted, 1 … rowCount; fewer come back when fewer rows differ.</param>
    /// <param name="isDiagonal">Whether covariances are diagonal instead of full.</param>
    /// <param name="initCount">Restarts, the most likely of which counts.</param>
    /// <param name="random">Chooses the starts.</param>
    /// <param name="maxIterations">Steps of one start at most.</param>
    /// <param name="tolerance">A start ends when a step raises the mean log-likelihood by less; scikit-learn's default.</param>
    /// <param name="varianceFloor">Added to every variance; scikit-learn's default, in squared units of the points.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or there are fewer rows than components.</exception>
    public static GaussianMixtureResult Fit(
        Matrix points, int componentCount, bool isDiagonal, int initCount, RandomSource random, int maxIterations = 200,
        double tolerance = 1e-3, double varianceFloor = 1e-6, WorkWatch? watch = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initCount);
        ArgumentNullException.ThrowIfNull(random);
        FiniteChecks.ThrowIfNotFinite(points);
        KMeans.Check(points, componentCount);
        watch ??= WorkWatch.None;
        var data = new KMeansData(points);
        var seeds = Enumerable.Range(0, initCount).Select(_ => random.NextUInt64()).ToArray();
        var runs = new MixtureRun[initCount];
        watch.For(initCount, i =>
        {
            var start = KMeans.Fit(data, componentCount, 1, new RandomSource(seeds[i]), StartIterations, StartTolerance, WorkWatch.Of(watch.Cancellation));
            runs[i] = new MixtureRun(data, start.Labels, isDiagonal ? new DiagonalShape(varianceFloor) : new FullShape(varianceFloor));
            runs[i].Iterate(maxIterations, tolerance, watch.Cancellation);
        });
        var best = runs.MaxBy(run => run.MeanLogLikelihood)!;
        return new GaussianMixtureResult(
            Labels.InOrderOfAppearance(best.Labels), best.MeanLogLikelihood, best.OriginalMeans(), best.Variances, best.Weights, best.IterationCount);
    }
}

/// <summary>What a Gaussian mixture found.</summary>
/// <param name="Labels">Most likely component of each row, numbered in order of first appearance.</param>
/// <param name="MeanLogLikelihood">Per row, in nats; higher fits better.</param>
/// <param name="Means">[components, dimensions].</param>
/// <param name="Variances">[components, dimensions], the floor included; the diagonals of full covariances.</param>
/// <param name="Weights">Share of each component.</param>
/// <param name="IterationCount">Steps of the best start.</param>
public sealed record GaussianMixtureResult(
    int[] Labels, double MeanLogLikelihood, Matrix Means, Matrix Variances, double[] Weights, int IterationCount);
