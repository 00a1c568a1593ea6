using MusicCluster.Metrics;
using Xunit;

namespace MusicCluster.Tests.Metrics;

public class ExternalMetricsTests
{
    [Fact]
    public void Compute_PerfectClusters_AreAllOne()
    {
        var values = ExternalMetrics.Compute(["a", "b", "a", "b"], [1, 0, 1, 0]);
        Assert.Equal(["ari", "nmi", "ami", "homogeneity", "completeness", "v-measure", "purity", "accuracy"], values.Select(value => value.Metric.Name));
        Assert.All(values, value => Assert.Equal(1, value.Value!.Value, 1e-12));
    }

    [Fact]
    public void Compute_TracksWithoutGenre_AreLeftOut() =>
        Assert.Equal(
            ExternalMetrics.Compute(["a", "b", "a", "b", "b"], [0, 0, 1, 1, 1]),
            ExternalMetrics.Compute(["a", "", "b", "a", "b", "", "b"], [0, 5, 0, 1, 1, 0, 1]));

    [Fact]
    public void Compute_Noise_IsAClusterOfItsOwn() =>
        Assert.Equal(
            ExternalMetrics.Compute(["a", "a", "b", "b"], [0, 0, 1, 2]),
            ExternalMetrics.Compute(["a", "a", "b", "b"], [0, 0, 1, -1]));

    [Theory]
    [InlineData("", "", "no track has a genre")]
    [InlineData("a", "", "all tracks with a genre have the same one: 'a'")]
    public void Compute_NothingToCompare_HasAReason(string first, string second, string reason) =>
        Assert.All(ExternalMetrics.Compute([first, second], [0, 1]), value => Assert.Equal((null, reason), (value.Value, value.Status)));

    [Fact]
    public void Compute_OneCluster_HasNoAgreement()
    {
        var values = ExternalMetrics.Compute(["a", "b", "b"], [0, 0, 0]).ToDictionary(value => value.Metric.Name, value => value.Value);
        Assert.Equal(0, values["ari"]);
        Assert.Equal(0, values["nmi"]);
        Assert.Equal(2 / 3.0, values["purity"]!.Value, 12);
    }

    [Fact]
    public void Compute_DifferentLengths_Throws() => Assert.Throws<ArgumentException>(() => ExternalMetrics.Compute(["a"], []));
}
