using MusicCluster.Clusters;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Clusters.Partitioning;

public class KMeansTests
{
    [Theory]
    [InlineData("iris_raw")]
    [InlineData("iris_z")]
    public void Fit_Iris_IsAsTightAsScikitLearnsBestOf300(string name)
    {
        foreach (var (k, golden) in GoldenMl.Sklearn["kmeans"]![name]!.AsObject())
        {
            var best = golden!["best_inertia_300_inits_tol0"]!.GetValue<double>();
            var result = KMeans.Fit(GoldenMl.Data(name), int.Parse(k), 100, new RandomSource(1));
            Assert.True(result.Inertia <= best * (1 + 1e-6), $"k = {k}: {result.Inertia} > {best}");
            Assert.Equal(GoldenMl.ToInts(golden["sizes"]), result.Labels.CountBy(label => label).Select(pair => pair.Value).Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void FitFrom_GivenStart_FollowsLloyd(int iterations)
    {
        var golden = GoldenMl.Sklearn["kmeans"]!["iris_fixed_init_rows_0_50_100"]![$"max_iter_{iterations}"]!;
        var result = KMeans.FitFrom(GoldenMl.Iris, GoldenMl.Iris.SelectRows([0, 50, 100]), iterations);
        Assert.Equal(golden["inertia"]!.GetValue<double>(), result.Inertia, 1e-9);
        Assert.Equal(golden["n_iter"]!.GetValue<int>(), result.IterationCount);
        var centers = GoldenMl.ToMatrix(golden["centers"]!);
        Assert.All(centers.Values.Zip(result.Centers.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void FitWithRival_SquareOfFour_FindsTheOtherHalving()
    {
        // Four clumps at the corners of an almost-square make two halves either way.
        var points = Corners(width: 1.0002);
        var (best, rival) = KMeans.FitWithRival(points, 2, 20, new RandomSource(1));
        Assert.Equal(KMeans.Fit(points, 2, 20, new RandomSource(1)).Labels, best.Labels);
        Assert.NotNull(rival);
        Assert.InRange(rival.Inertia / best.Inertia, 1, 1.001);
        var agreement = OptimaAgreement.Of(best, rival);
        Assert.InRange(agreement.Value!.Value, -0.1, 0.1);
        // A long rectangle has one answer.
        var (long1, other) = KMeans.FitWithRival(Corners(width: 3), 2, 20, new RandomSource(1));
        Assert.Null(other);
        Assert.Contains("no start ends near it", OptimaAgreement.Of(long1, other).Status, StringComparison.Ordinal);
        // 0.5 % looser is not as tight.
        var (tight, loose) = KMeans.FitWithRival(Corners(width: 1.003), 2, 20, new RandomSource(1));
        Assert.Matches("^the next partition is 0\\.[0-9]{2} % looser$", OptimaAgreement.Of(tight, loose).Status);
    }

    private static Matrix Corners(double width)
    {
        var random = new RandomSource(5);
        var rows = Enumerable.Range(0, 400).Select(i => new[]
        {
            (i % 2 * width) + (1e-4 * random.NextGaussian()), (i / 2 % 2) + (1e-4 * random.NextGaussian()),
        });
        return Matrix.FromRows([.. rows]);
    }

    [Fact]
    public void Fit_SameStream_SameLabels()
    {
        var points = RandomPoints.Gaussian(300, 5, 3);
        var first = KMeans.Fit(points, 7, 4, new RandomSource(9));
        var second = KMeans.Fit(points, 7, 4, new RandomSource(9));
        Assert.Equal(first.Labels, second.Labels);
        Assert.Equal(first.Inertia, second.Inertia);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    public void Fit_SeparateBlobs_FindsThem(int groupCount)
    {
        var points = RandomPoints.Blobs(groupCount * 13, 16, groupCount, 20, 5);
        var labels = KMeans.Fit(points, groupCount, 10, new RandomSource(0)).Labels;
        Assert.Equal(Enumerable.Range(0, labels.Length).Select(i => i % groupCount), labels);
    }

    [Fact]
    public void Fit_Inertia_IsTheSumOfSquaredDistances()
    {
        var points = RandomPoints.Gaussian(53, 3, 4);
        var result = KMeans.Fit(points, 6, 3, new RandomSource(2));
        var sum = Enumerable.Range(0, 53).Sum(i => Distances.Squared(points.Row(i), result.Centers.Row(result.Labels[i])));
        Assert.Equal(sum, result.Inertia, 1e-9);
        // Each point has the nearest center.
        Assert.All(Enumerable.Range(0, 53), i => Assert.All(
            Enumerable.Range(0, 6),
            other => Assert.True(
                Distances.Squared(points.Row(i), result.Centers.Row(result.Labels[i]))
                <= Distances.Squared(points.Row(i), result.Centers.Row(other)) + 1e-12)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(65, 2)]
    [InlineData(500, 13)]
    [InlineData(2000, 40)]
    public void Iterate_WithBounds_IsLloydWithoutThem(int count, int clusterCount)
    {
        var data = new KMeansData(RandomPoints.Gaussian(count, 6, 3));
        var start = KMeansPlusPlus.Choose(data, clusterCount, new RandomSource(1));
        var plain = new LloydRun(data, start, withBounds: false);
        var bounded = new LloydRun(data, start, withBounds: true);
        plain.Iterate(300, 0, TestContext.Current.CancellationToken);
        bounded.Iterate(300, 0, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Labels, bounded.Labels);
        Assert.Equal(plain.IterationCount, bounded.IterationCount);
        Assert.Equal(plain.Inertia, bounded.Inertia);
    }

    [Fact]
    public void Iterate_EmptyClustersWithBounds_IsLloydWithoutThem()
    {
        var data = new KMeansData(RandomPoints.Blobs(300, 3, 5, 10, 3));
        // Twenty centers, most of them far from every point.
        var start = RandomPoints.Gaussian(20, 3, 4);
        for (var i = 12; i < start.Values.Length; i++)
        {
            start.Values[i] = (start.Values[i] * 3) + 500;
        }

        var plain = new LloydRun(data, start.Values, withBounds: false);
        var bounded = new LloydRun(data, start.Values, withBounds: true);
        plain.Iterate(300, 0, TestContext.Current.CancellationToken);
        bounded.Iterate(300, 0, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Labels, bounded.Labels);
        Assert.Equal(20, plain.Labels.ToArray().Distinct().Count());
    }

    [Fact]
    public void FitFrom_EmptyCluster_TakesTheFarthestPoint()
    {
        var points = new Matrix(4, 1, [0, 1, 2, 100]);
        var result = KMeans.FitFrom(points, new Matrix(2, 1, [0, 1000]));
        Assert.Equal([0, 0, 0, 1], result.Labels);
    }

    [Fact]
    public void Fit_AllPointsEqual_GivesOneCluster()
    {
        var result = KMeans.Fit(RandomPoints.Constant(6, 2, 3), 3, 2, new RandomSource(0));
        Assert.Equal(new int[6], result.Labels);
        Assert.Equal(0, result.Inertia);
    }

    [Fact]
    public void Fit_OnePoint_IsOneCluster() =>
        Assert.Equal([0], KMeans.Fit(new Matrix(1, 2, [1, 2]), 1, 3, new RandomSource(0)).Labels);

    [Fact]
    public void Fit_AsManyClustersAsPoints_HasNoInertia() =>
        Assert.Equal(0, KMeans.Fit(RandomPoints.Gaussian(9, 2, 1), 9, 3, new RandomSource(0)).Inertia, 1e-12);

    [Fact]
    public void Fit_FewerPointsThanClusters_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => KMeans.Fit(new Matrix(2, 1), 3, 1, new RandomSource(0)));
        Assert.Contains("2 points cannot make 3 clusters", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Fit_NotFinite_Throws(double value) =>
        Assert.Throws<ArgumentException>(() => KMeans.Fit(new Matrix(2, 1, [1, value]), 1, 1, new RandomSource(0)));
}
