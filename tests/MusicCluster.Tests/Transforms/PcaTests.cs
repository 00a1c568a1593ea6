using MusicCluster.Numerics;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Transforms;

public class PcaTests
{
    [Theory]
    [InlineData("iris_raw")]
    [InlineData("blobs120x16")]
    public void Fit_GoldenData_IsScikitLearns(string name)
    {
        var golden = GoldenMl.Sklearn["pca"]![name]!;
        var points = GoldenMl.Data(name);
        var variances = GoldenMl.ToDoubles(golden["explained_variance"]);
        var pca = Pca.Fit(points, variances.Length);
        AssertClose(variances, [.. pca.ExplainedVariance]);
        AssertClose(GoldenMl.ToDoubles(golden["ratio"]), [.. pca.ExplainedVarianceRatio]);
        AssertClose(GoldenMl.ToMatrix(golden["components_signed_svdflip"]!).Values, pca.Components.Values);
        AssertClose(GoldenMl.ToMatrix(golden["transform_first3"]!).Values, pca.Transform(points).SelectRows([0, 1, 2]).Values);
        var white = Pca.Fit(points, variances.Length, whiten: true).Transform(points).SelectRows([0, 1, 2]);
        AssertClose(GoldenMl.ToMatrix(golden["whiten_first3"]!).Values, white.Values);
    }

    [Fact]
    public void Fit_MoreColumnsThanRows_AgreesWithTheOtherRoute()
    {
        var points = RandomPoints.Gaussian(9, 30, 1);
        var wide = Pca.Fit(points, 8);
        var scores = wide.Transform(points);
        // All variance of 9 points lies in 8 directions: distances survive.
        for (var i = 1; i < 9; i++)
        {
            Assert.Equal(Distances.Euclidean(points.Row(0), points.Row(i)), Distances.Euclidean(scores.Row(0), scores.Row(i)), 1e-9);
        }

        Assert.Equal(1, wide.ExplainedVarianceRatio.Sum(), 1e-12);
    }

    [Fact]
    public void Transform_NoVariance_IsZero()
    {
        var points = RandomPoints.Constant(5, 3, 0.1);
        Assert.All(Pca.Fit(points, 2, whiten: true).Transform(points).Values, value => Assert.Equal(0, value, 1e-12));
    }

    [Fact]
    public void Fit_MoreComponentsThanColumns_KeepsTheColumns() =>
        Assert.Equal(4, Pca.Fit(GoldenMl.Iris, 10).Components.RowCount);

    [Fact]
    public void Fit_OnePoint_HasOneZeroScore()
    {
        var point = new Matrix(1, 3, [1, 2, 3]);
        Assert.Equal([0.0], Pca.Fit(point, 2).Transform(point).Values);
    }

    [Fact]
    public void Fit_NotFinite_Throws() =>
        Assert.Throws<ArgumentException>(() => Pca.Fit(new Matrix(2, 1, [1, double.PositiveInfinity]), 1));

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
