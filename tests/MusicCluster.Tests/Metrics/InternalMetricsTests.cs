using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Metrics;

public class InternalMetricsTests
{
    [Theory]
    [InlineData("singletons")]
    [InlineData("noise_dropped")]
    [InlineData("n_minus_1_clusters")]
    [InlineData("nonconsecutive")]
    public void Compute_SmallCases_AreScikitLearns(string name)
    {
        var golden = GoldenMl.Sklearn["metrics"]!["small10"]!["cases"]![name]!;
        var labels = GoldenMl.ToInts(golden["labels"]);
        var points = GoldenMl.Small10.SelectRows([.. Enumerable.Range(0, labels.Length)]);
        AssertGolden(golden["m"]!, InternalMetrics.Compute(points, labels));
        if (golden["silhouette_samples"] is { } samples)
        {
            Assert.All(GoldenMl.ToDoubles(samples).Zip(Silhouette.Samples(points, labels)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Theory]
    [InlineData("iris_kmeans3")]
    [InlineData("iris_true")]
    public void Compute_Iris_IsScikitLearns(string name)
    {
        var golden = GoldenMl.Sklearn["metrics"]![name]!;
        var labels = golden["labels"] is { } given
            ? GoldenMl.ToInts(given)
            : [.. Golden.ReadCsv("iris_X_y.csv").Select(row => (int)row[4])];
        AssertGolden(golden["m"]!, InternalMetrics.Compute(GoldenMl.Iris, labels));
    }

    [Fact]
    public void Compute_Noise_IsLeftOutAndCounted()
    {
        var golden = GoldenMl.Sklearn["metrics"]!["small10"]!["cases"]!["noise_dropped"]!;
        var values = InternalMetrics.Compute(GoldenMl.Small10, [.. GoldenMl.ToInts(golden["labels"]), -1, -1]);
        AssertGolden(golden["m"]!, values);
        Assert.Equal(0.2, values[3].Value);
        Assert.Equal(2, values[4].Value);
    }

    [Theory]
    [InlineData(new[] { 0, 0, 0, 0 }, "there is 1 cluster; at least 2 are needed")]
    [InlineData(new[] { 0, 1, 2, 3 }, "every cluster has 1 point")]
    [InlineData(new[] { -1, -1, -1, -1 }, "all points are noise")]
    [InlineData(new[] { 0, -1, 1, -1 }, "every cluster has 1 point")]
    public void Compute_Undefined_HasAReason(int[] labels, string reason) =>
        Assert.All(
            InternalMetrics.Compute(RandomPoints.Gaussian(4, 2, 1), labels).Take(3),
            value => Assert.Equal((null, reason), (value.Value, value.Status)));

    [Fact]
    public void Compute_CoincidentCenters_LeavesDaviesBouldinUndefined()
    {
        var golden = GoldenMl.Sklearn["metrics"]!["small10"]!["coincident_centroids"]!;
        var values = InternalMetrics.Compute(GoldenMl.ToMatrix(golden["points"]!), GoldenMl.ToInts(golden["labels"]));
        Assert.Equal(golden["m"]!["silhouette"]!.GetValue<double>(), values[0].Value!.Value, 1e-9);
        Assert.Equal("the centers of two clusters coincide", values[1].Status);
        Assert.Equal(0, values[2].Value!.Value, 1e-12);
    }

    [Fact]
    public void Compute_NoScatter_LeavesCalinskiHarabaszUndefined()
    {
        var golden = GoldenMl.Sklearn["metrics"]!["small10"]!["zero_scatter"]!;
        var values = InternalMetrics.Compute(GoldenMl.ToMatrix(golden["points"]!), GoldenMl.ToInts(golden["labels"]));
        Assert.Equal(1, values[0].Value);
        Assert.Equal(0, values[1].Value);
        Assert.Equal("all points lie on the centers of their clusters", values[2].Status);
    }

    [Fact]
    public void Compute_AllPointsEqual_HasSilhouetteZero() =>
        Assert.Equal(0, InternalMetrics.Compute(RandomPoints.Constant(4, 2, 0.3), [0, 0, 1, 1])[0].Value);

    [Fact]
    public void Compute_NotFiniteOrEmpty_HasAReason()
    {
        Assert.Contains("NaN", InternalMetrics.Compute(new Matrix(2, 1, [1, double.NaN]), [0, 1])[0].Status, StringComparison.Ordinal);
        Assert.All(InternalMetrics.Compute(new Matrix(0, 2), []).Take(4), value => Assert.Equal("there are no points", value.Status));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(31, 3)]
    [InlineData(64, 16)]
    [InlineData(65, 17)]
    public void Samples_AnyCount_IsThePlainDefinition(int count, int dimension)
    {
        var points = RandomPoints.Gaussian(count, dimension, 6);
        var labels = KMeans.Fit(points, 3, 2, new RandomSource(1)).Labels;
        Assert.All(Plain(points, labels).Zip(Silhouette.Samples(points, labels)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Reference_OtherSpace_IsItsSilhouetteWithoutNoise()
    {
        int[] labels = [0, 0, 0, 0, 1, 1, 1, 1, -1, -1];
        var golden = GoldenMl.Sklearn["metrics"]!["small10"]!["cases"]!["noise_dropped"]!["m"]!["silhouette"]!.GetValue<double>();
        Assert.Equal(golden, ReferenceSilhouette.Compute(GoldenMl.Small10, labels).Value!.Value, 1e-9);
        Assert.Null(ReferenceSilhouette.Compute(GoldenMl.Small10, new int[10]).Value);
    }

    private static IEnumerable<double> Plain(Matrix points, int[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var means = Enumerable.Range(0, labels.Max() + 1).Select(cluster => Enumerable.Range(0, labels.Length)
                .Where(j => labels[j] == cluster && j != i)
                .Select(j => Distances.Euclidean(points.Row(i), points.Row(j))).DefaultIfEmpty(double.NaN).Average()).ToArray();
            var inside = means[labels[i]];
            var nearest = means.Where((_, cluster) => cluster != labels[i]).Min();
            yield return double.IsNaN(inside) ? 0 : (nearest - inside) / Math.Max(nearest, inside);
        }
    }

    private static void AssertGolden(System.Text.Json.Nodes.JsonNode golden, IReadOnlyList<MetricValue> values)
    {
        Assert.Equal(golden["silhouette"]!.GetValue<double>(), values[0].Value!.Value, 1e-9);
        Assert.Equal(golden["davies_bouldin"]!.GetValue<double>(), values[1].Value!.Value, 1e-9);
        var harabasz = golden["calinski_harabasz"]!.GetValue<double>();
        Assert.Equal(harabasz, values[2].Value!.Value, 1e-9 * harabasz);
    }
}
