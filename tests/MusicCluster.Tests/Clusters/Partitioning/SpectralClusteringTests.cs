using System.Text.Json.Nodes;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Clusters.Partitioning;

public class SpectralClusteringTests
{
    private static readonly JsonNode Cases = JsonNode.Parse(File.ReadAllText(Golden.Path("clusters_golden.json")))!["spectral"]!;

    [Fact]
    public void Fit_GoldenCases_AreScikitLearns()
    {
        foreach (var golden in Cases.AsArray())
        {
            var labels = SpectralClustering.Fit(
                GoldenMl.Data(golden!["data"]!.GetValue<string>()), golden["k"]!.GetValue<int>(), 10, new RandomSource(0));
            var agreement = RandIndex.Adjusted(GoldenMl.ToInts(golden["labels"]), labels);
            // Tied distances choose other neighbors here and there.
            Assert.True(agreement > 0.95, $"{golden["data"]} k = {golden["k"]}: {agreement}");
        }
    }

    [Fact]
    public void Fit_RingAroundADisc_SeparatesWhatKMeansCannot()
    {
        var random = new RandomSource(1);
        var points = new Matrix(300, 2);
        for (var i = 0; i < 300; i++)
        {
            var (radius, angle) = (i % 2 == 0 ? 5 + (0.2 * random.NextGaussian()) : random.NextDouble(), random.NextDouble(0, 2 * Math.PI));
            (points[i, 0], points[i, 1]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        int[] expected = [.. Enumerable.Range(0, 300).Select(i => i % 2)];
        Assert.Equal(1, RandIndex.Adjusted(expected, SpectralClustering.Fit(points, 2, 10, new RandomSource(0))));
        Assert.True(RandIndex.Adjusted(expected, KMeans.Fit(points, 2, 10, new RandomSource(0)).Labels) < 0.5);
    }

    [Fact]
    public void Fit_MoreComponentsThanClusters_JoinsWholeComponents()
    {
        var points = RandomPoints.Blobs(120, 3, 6, 200, 4);
        var labels = SpectralClustering.Fit(points, 3, 5, new RandomSource(0));
        Assert.Equal(3, Labels.ClusterCount(labels));
        Assert.All(Enumerable.Range(0, 120), i => Assert.Equal(labels[i % 6], labels[i]));
    }

    [Fact]
    public void Fit_FewOrEqualPoints_GivesLabels()
    {
        Assert.Equal([0], SpectralClustering.Fit(new Matrix(1, 2), 1, 10, new RandomSource(0)));
        Assert.Equal(2, Labels.ClusterCount(SpectralClustering.Fit(new Matrix(3, 1, [0, 1, 9]), 2, 2, new RandomSource(0))));
        Assert.Equal(8, SpectralClustering.Fit(RandomPoints.Constant(8, 2, 1), 2, 3, new RandomSource(0)).Length);
    }

    [Fact]
    public void Fit_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => SpectralClustering.Fit(new Matrix(1, 1, [double.NaN]), 1, 5, new RandomSource(0)));
        Assert.Throws<ArgumentException>(() => SpectralClustering.Fit(new Matrix(2, 1), 3, 5, new RandomSource(0)));
    }
}
