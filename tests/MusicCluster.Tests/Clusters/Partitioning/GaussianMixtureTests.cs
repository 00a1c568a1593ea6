using System.Text.Json.Nodes;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Clusters.Partitioning;

public class GaussianMixtureTests
{
    private static readonly JsonNode Cases = JsonNode.Parse(File.ReadAllText(Golden.Path("clusters_golden.json")))!["gmm"]!;

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, Cases.AsArray().Count)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Fit_GoldenCase_IsAsLikelyAsScikitLearns(int index)
    {
        var golden = Cases[index]!;
        var points = GoldenMl.Data(golden["data"]!.GetValue<string>());
        var result = GaussianMixture.Fit(
            points, golden["k"]!.GetValue<int>(), golden["covariance"]!.GetValue<string>() == "diag", 20, new RandomSource(1), 5000, 1e-9);
        var expected = golden["mean_log_likelihood"]!.GetValue<double>();
        Assert.True(result.MeanLogLikelihood >= expected - 1e-4, $"{result.MeanLogLikelihood} < {expected}");
        // The same optimum, not only one as good.
        if (result.MeanLogLikelihood < expected + 1e-4)
        {
            Assert.All(GoldenMl.ToDoubles(golden["weights_sorted"]).Zip(result.Weights.Order()), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
            Assert.True(RandIndex.Adjusted(GoldenMl.ToInts(golden["labels"]), result.Labels) > 0.97);
        }
    }

    [Fact]
    public void Fit_OneComponent_IsTheNormalDistribution()
    {
        var points = new Matrix(4, 1, [1, 2, 3, 4]);
        var result = GaussianMixture.Fit(points, 1, false, 1, new RandomSource(0));
        var variance = 1.25 + 1e-6;
        Assert.Equal((-0.5 * Math.Log(2 * Math.PI * variance)) - (0.5 * 1.25 / variance), result.MeanLogLikelihood, 1e-12);
        Assert.Equal(2.5, result.Means[0, 0], 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_SeparateBlobs_FindsThem(bool isDiagonal)
    {
        var points = RandomPoints.Blobs(90, 4, 3, 20, 3);
        Assert.Equal(Enumerable.Range(0, 90).Select(i => i % 3), GaussianMixture.Fit(points, 3, isDiagonal, 5, new RandomSource(2)).Labels);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_ThreeGroups_GivesTheirWeightsMeansAndVariances(bool isDiagonal)
    {
        var random = new RandomSource(2);
        var points = new Matrix(300, 2);
        for (var row = 0; row < 300; row++)
        {
            points[row, 0] = (10 * (row % 3)) + random.NextGaussian();
            points[row, 1] = 0.5 * random.NextGaussian();
        }

        var mixture = GaussianMixture.Fit(points, 3, isDiagonal, 1, new RandomSource(1));
        Assert.All(mixture.Weights, weight => Assert.Equal(1.0 / 3, weight, 2));
        var centers = Enumerable.Range(0, 3).Select(i => mixture.Means[i, 0]).Order().ToArray();
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(centers[i], (10 * i) - 0.3, (10 * i) + 0.3));
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(mixture.Variances[i, 0], 0.7, 1.4));
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(mixture.Variances[i, 1], 0.17, 0.34));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_EqualRows_IsOneComponentAtTheVarianceFloor(bool isDiagonal)
    {
        var mixture = GaussianMixture.Fit(new Matrix(4, 2), 4, isDiagonal, 1, new RandomSource(1), varianceFloor: 1e-3);
        Assert.Equal([1.0], mixture.Weights, (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal([0, 0], mixture.Means.Values.ToArray());
        Assert.Equal([1e-3, 1e-3], mixture.Variances.Values.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_DegenerateData_IsFinite(bool isDiagonal)
    {
        foreach (var points in new[] { RandomPoints.Constant(6, 3, 2), RandomPoints.Gaussian(3, 9, 1), new Matrix(1, 2, [1e8, -1e8]) })
        {
            var result = GaussianMixture.Fit(points, 1, isDiagonal, 2, new RandomSource(0));
            Assert.True(double.IsFinite(result.MeanLogLikelihood));
            Assert.Equal(new int[points.RowCount], result.Labels);
        }

        // Each point a component: variances stay at their floor.
        var exact = GaussianMixture.Fit(RandomPoints.Gaussian(3, 2, 1), 3, isDiagonal, 2, new RandomSource(0));
        Assert.Equal([0, 1, 2], exact.Labels);
    }

    [Fact]
    public void Fit_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new Matrix(1, 1, [double.NaN]), 1, true, 1, new RandomSource(0)));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new Matrix(2, 1), 3, true, 1, new RandomSource(0)));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new Matrix(0, 1), 1, true, 1, new RandomSource(0)));
    }
}
