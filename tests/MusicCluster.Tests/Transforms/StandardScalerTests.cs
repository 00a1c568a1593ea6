using MusicCluster.Numerics;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Transforms;

public class StandardScalerTests
{
    [Fact]
    public void Fit_Iris_IsScikitLearns()
    {
        var golden = GoldenMl.Sklearn["standard_scaler_iris"]!;
        var scaler = StandardScaler.Fit(GoldenMl.Iris);
        AssertClose(GoldenMl.ToDoubles(golden["mean"]), scaler.Mean);
        AssertClose(GoldenMl.ToDoubles(golden["scale_ddof0"]), scaler.Scale);
    }

    [Fact]
    public void Transform_ConstantColumn_BecomesZero()
    {
        var points = new Matrix(3, 2, [0.1, 1, 0.1, 2, 0.1, 3]);
        var result = StandardScaler.Fit(points).Transform(points);
        Assert.Equal([0, 0, 0], [.. Enumerable.Range(0, 3).Select(row => Math.Round(result[row, 0], 12))]);
        Assert.Equal(-Math.Sqrt(1.5), result[0, 1], 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Fit_NotFinite_NamesThePlace(double value)
    {
        var error = Assert.Throws<ArgumentException>(() => StandardScaler.Fit(new Matrix(2, 2, [1, 2, 3, value])));
        Assert.Contains("row 1 column 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_NoRows_IsEmpty()
    {
        var empty = new Matrix(0, 3);
        Assert.Equal(0, StandardScaler.Fit(empty).Transform(empty).RowCount);
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
