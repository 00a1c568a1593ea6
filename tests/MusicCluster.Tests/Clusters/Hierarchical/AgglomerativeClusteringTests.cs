using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using Xunit;

namespace MusicCluster.Tests.Clusters.Hierarchical;

public class AgglomerativeClusteringTests
{
    [Theory]
    [InlineData("iris_raw")]
    [InlineData("small10")]
    [InlineData("moons200")]
    [InlineData("blobs120x16")]
    public void Fit_Ward_IsScikitLearnsTiesIncluded(string name)
    {
        var golden = GoldenMl.Sklearn["ward"]![name]!.AsObject();
        var tree = AgglomerativeClustering.Fit(GoldenMl.Data(name), Linkage.Ward);
        foreach (var (k, labels) in golden.Where(entry => int.TryParse(entry.Key, out _)))
        {
            Assert.Equal(Labels.InOrderOfAppearance(GoldenMl.ToInts(labels)), tree.Cut(int.Parse(k)));
        }

        var heights = GoldenMl.ToDoubles(golden["heights_last10"]);
        Assert.All(heights.Zip(tree.Heights.TakeLast(heights.Length)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Theory]
    [InlineData("average", Linkage.Average)]
    [InlineData("complete", Linkage.Complete)]
    public void Fit_OtherLinkages_AreScikitLearns(string name, Linkage linkage)
    {
        foreach (var (k, labels) in GoldenMl.Sklearn["agglo_other"]![name]!.AsObject())
        {
            Assert.Equal(
                Labels.InOrderOfAppearance(GoldenMl.ToInts(labels)),
                AgglomerativeClustering.Fit(GoldenMl.Blobs, linkage, int.Parse(k)));
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(9, 2)]
    [InlineData(65, 7)]
    [InlineData(700, 16)]
    [InlineData(5000, 16)]
    public void Run_WardOnCenters_GivesTheTreeOfTheMatrix(int count, int dimension)
    {
        var points = RandomPoints.Gaussian(count, dimension, 8);
        var expected = new Dendrogram(count, new MatrixChain(points, Linkage.Ward).Run(WorkWatch.None));
        var actual = new Dendrogram(count, new WardRounds(points).Run(WorkWatch.None));
        Assert.All(expected.Heights.Zip(actual.Heights), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.Equal(expected.Cut(Math.Min(count, 6)), actual.Cut(Math.Min(count, 6)));
    }

    [Fact]
    public void Run_WardOnCentersWithDuplicates_Ends()
    {
        var points = new Matrix(300, 2);
        for (var i = 0; i < 300; i++)
        {
            points[i, 0] = i % 3;
            points[i, 1] = i % 2;
        }

        var tree = new Dendrogram(300, new WardRounds(points).Run(WorkWatch.None));
        Assert.Equal(299, tree.Heights.Count);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i % 6), tree.Cut(6));
    }

    [Theory]
    [InlineData(Linkage.Ward)]
    [InlineData(Linkage.Average)]
    [InlineData(Linkage.Complete)]
    public void Fit_AllPointsEqual_CutsIntoAnyNumber(Linkage linkage) =>
        Assert.Equal(3, AgglomerativeClustering.Fit(RandomPoints.Constant(5, 2, 1), linkage, 3).Distinct().Count());

    [Fact]
    public void Cut_OnePoint_IsOneCluster() =>
        Assert.Equal([0], AgglomerativeClustering.Fit(new Matrix(1, 1), Linkage.Ward).Cut(1));

    [Fact]
    public void Cut_FewerPointsThanClusters_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => AgglomerativeClustering.Fit(new Matrix(2, 1), Linkage.Ward, 3));
        Assert.Contains("2 points cannot make 3 clusters", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AgglomerativeClustering.Fit(new Matrix(0, 1), Linkage.Ward, 1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Fit_NotFinite_Throws(double value) =>
        Assert.Throws<ArgumentException>(() => AgglomerativeClustering.Fit(new Matrix(2, 1, [1, value]), Linkage.Average));
}
