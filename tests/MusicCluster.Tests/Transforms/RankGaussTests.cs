using MusicCluster.Numerics;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Transforms;

public class RankGaussTests
{
    [Fact]
    public void Transform_OwnPoints_AreNormalQuantilesOfMidRanks()
    {
        var points = new Matrix(4, 1, [10, -3, 1e9, 0.5]);
        var result = RankGauss.Fit(points).Transform(points).Values;
        // Φ⁻¹ of 5/8, 1/8, 7/8, 3/8.
        double[] expected = [0.3186393639643752, -1.1503493803760083, 1.1503493803760083, -0.3186393639643752];
        Assert.All(expected.Zip(result), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    [Fact]
    public void Transform_Ties_ShareTheirRank()
    {
        var points = new Matrix(4, 1, [1, 1, 1, 2]);
        var result = RankGauss.Fit(points).Transform(points).Values;
        Assert.Equal(result[0], result[2]);
        Assert.Equal(NormalDistribution.Quantile(1.5 / 4), result[0]);
    }

    [Fact]
    public void Transform_ConstantColumn_IsZero()
    {
        var points = RandomPoints.Constant(5, 1, 7);
        Assert.All(RankGauss.Fit(points).Transform(points).Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Transform_NewPoint_LiesBetweenItsNeighbors()
    {
        var gauss = RankGauss.Fit(new Matrix(4, 1, [0, 1, 2, 3]));
        var result = gauss.Transform(new Matrix(4, 1, [1, 1.5, 2, 99])).Values;
        Assert.Equal(0, result[1], 1e-12);
        Assert.InRange(result[1], result[0], result[2]);
        Assert.Equal(NormalDistribution.Quantile(3.5 / 4), result[3]);
    }

    [Fact]
    public void Fit_NotFinite_Throws() => Assert.Throws<ArgumentException>(() => RankGauss.Fit(new Matrix(1, 1, [double.NaN])));
}
