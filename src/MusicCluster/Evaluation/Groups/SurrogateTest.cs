using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Whether groups are more separate than a single cloud would be: clusters of Gaussian points with the same mean and covariance.</summary>
internal static class SurrogateTest
{
    /// <summary>Draws of surrogate points.</summary>
    public const int DrawCount = 50;

    /// <summary>Tracks that take part at most; of more, as many are drawn.</summary>
    public const int MostTracks = 500;

    // Each draw is clustered so often once more.
    private const int SubsampleCount = 3;

    /// <summary>The observed values and those of the surrogates.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="labels">Their clusters.</param>
    /// <param name="clusterer">How they were made.</param>
    /// <param name="seed">Each draw has a stream of its own.</param>
    /// <returns>Null where there are fewer than 2 clusters, as many as tracks, or all points are one.</returns>
    public static SurrogateResult? Test(Matrix points, int[] labels, Reclusterer clusterer, SeedSequence seed)
    {
        if (points.RowCount > MostTracks)
        {
            var rows = Reclusterer.Draw(points.RowCount, MostTracks, seed.Derive("tracks"));
            (points, labels) = (points.SelectRows(rows), Array.ConvertAll(rows, row => labels[row]));
        }

        // With as many restarts as the surrogates have: a partition that was sought longer is better by that alone.
        labels = Labels.ClusterCount(labels) < 2 ? [] : clusterer.Cluster(points, seed.Derive("own")) ?? [];
        if (Labels.ClusterCount(labels) < 2 || points.Values.All(value => value == points.Values[0]))
        {
            return null;
        }

        var own = Values(points, labels, clusterer, seed.Derive("own"));
        if (!double.IsFinite(own.Silhouette))
        {
            return null;
        }

        var means = Moments.Means(points);
        var factor = CovarianceFactor(points, means);
        var draws = new (double Silhouette, double Stability)[DrawCount];
        Workers.For(DrawCount, draw =>
        {
            var stream = seed.Derive($"draw/{draw}");
            var surrogate = Draw(points.RowCount, means, factor, stream.CreateSource());
            draws[draw] = clusterer.Cluster(surrogate, stream) is { } made && Labels.ClusterCount(made) > 1
                ? Values(surrogate, made, clusterer, stream)
                : (double.NaN, double.NaN);
        });
        return new SurrogateResult(
            points.RowCount, SurrogateComparison.Of(own.Silhouette, [.. draws.Select(draw => draw.Silhouette)]),
            SurrogateComparison.Of(own.Stability, [.. draws.Select(draw => draw.Stability)]));
    }

    private static (double Silhouette, double Stability) Values(Matrix points, int[] labels, Reclusterer clusterer, SeedSequence seed) => (
        Moments.Mean([.. InternalMetrics.TrackSilhouettes(points, [labels])[0].Where(double.IsFinite)]),
        Moments.Mean([.. GroupStability.Compute(points, labels, clusterer, SubsampleCount, seed).Where(double.IsFinite)]));

    private static Matrix CovarianceFactor(Matrix points, double[] means)
    {
        var columns = Moments.Center(points, means).Transpose();
        var covariance = new Matrix(columns.RowCount, columns.RowCount);
        for (var i = 0; i < columns.RowCount; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[i, j] = Products.Dot(columns.Row(i), columns.Row(j)) / Math.Max(1, points.RowCount - 1);
            }
        }

        Cholesky.Factor(covariance);
        return covariance;
    }

    private static Matrix Draw(int count, double[] means, Matrix factor, RandomSource random)
    {
        var points = new Matrix(count, means.Length);
        var normal = new double[means.Length];
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < normal.Length; i++)
            {
                normal[i] = random.NextGaussian();
            }

            for (var i = 0; i < normal.Length; i++)
            {
                points[row, i] = means[i] + Products.Dot(factor.Row(i)[..(i + 1)], normal.AsSpan(0, i + 1));
            }
        }

        return points;
    }
}

/// <summary>Silhouette and stability against those of surrogates.</summary>
internal sealed record SurrogateResult(int TrackCount, SurrogateComparison Silhouette, SurrogateComparison Stability);

/// <summary>A value against those of surrogates.</summary>
/// <param name="Observed">Of the tracks; NaN where undefined.</param>
/// <param name="Mean">Of the surrogates.</param>
/// <param name="PValue">Share of the surrogates that reach it, itself counted.</param>
internal sealed record SurrogateComparison(double Observed, double Mean, double? PValue)
{
    /// <summary>Compares; a surrogate without clusters does not reach the value.</summary>
    public static SurrogateComparison Of(double observed, double[] surrogates) => new(
        observed, Moments.Mean([.. surrogates.Where(double.IsFinite)]),
        double.IsFinite(observed) ? (surrogates.Count(value => value >= observed - 1e-12) + 1.0) / (surrogates.Length + 1) : null);
}
