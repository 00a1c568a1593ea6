using MusicCluster.Embeddings;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Embeddings;

public sealed class BaselineTests
{
    // A loud column (deviation 100) and a quiet one (deviation 1) that have nothing to do with each other.
    private static readonly Matrix Corners = Matrix.FromRows([[100, 1], [100, -1], [-100, 1], [-100, -1]]);

    [Fact]
    public void Embed_Raw_LetsTheLoudColumnDecide()
    {
        var points = Baseline.Embed(Corners, 1, InputScaling.Raw);
        Assert.All(points.Values, value => Assert.Equal(100, Math.Abs(value), 9));
    }

    [Fact]
    public void Embed_Standard_GivesBothColumnsTheSameVariance()
    {
        var points = Baseline.Embed(Corners, 2, InputScaling.Standard);
        Assert.All(Enumerable.Range(0, 4), row => Assert.Equal(2, (points[row, 0] * points[row, 0]) + (points[row, 1] * points[row, 1]), 9));
    }

    [Fact]
    public void Embed_Whitened_HasComponentsOfVarianceOne()
    {
        var points = Baseline.Embed(RandomPoints.Gaussian(50, 6, 3), 4, InputScaling.Whitened);
        for (var first = 0; first < 4; first++)
        {
            for (var second = 0; second < 4; second++)
            {
                var covariance = Enumerable.Range(0, 50).Sum(row => points[row, first] * points[row, second]) / 49;
                Assert.Equal(first == second ? 1 : 0, covariance, 9);
            }
        }
    }

    [Fact]
    public void Embed_RankGauss_KeepsTheOrderAndNotTheSize()
    {
        // Mid-ranks 1/6, 1/2, 5/6: normal quantiles −0.9674, 0, 0.9674.
        var points = Baseline.Embed(Matrix.FromRows([[1], [10], [100_000]]), 1, InputScaling.RankGauss);
        Assert.Equal(0, points[1, 0], 9);
        Assert.Equal(0.96742, Math.Abs(points[0, 0]), 5);
        Assert.Equal(-points[0, 0], points[2, 0], 9);
    }

    [Fact]
    public void Project_ManyDirections_KeepsDistances()
    {
        var points = RandomPoints.Gaussian(10, 20, 4);
        var scaled = StandardScaler.Fit(points).Transform(points);
        var projected = Baseline.Project(points, 5000, new RandomSource(1));
        var ratio = Distance(projected) / Distance(scaled);
        Assert.InRange(ratio, 0.95, 1.05);
        Assert.Equal(projected.Values, Baseline.Project(points, 5000, new RandomSource(1)).Values);
        Assert.NotEqual(projected.Values, Baseline.Project(points, 5000, new RandomSource(2)).Values);
    }

    [Fact]
    public void MfccMoments_TwoCrops_PoolWithinAndBetween()
    {
        using var folder = new TemporaryFolder();
        using (var statistics = new NpyWriter(folder["statistics.npy"], 3, 135))
        using (var mask = new NpyWriter(folder["mask.npy"], 3))
        {
            // Means 0 and 2 with deviations 1 and 3; the third crop is not there.
            var row = new float[3 * 135];
            (row[135], row[20], row[135 + 20], row[270]) = (2, 1, 3, 99);
            statistics.WriteRow(0, row);
            mask.WriteRow(0, [1, 1, 0]);
            statistics.Complete(1);
            mask.Complete(1);
        }

        var moments = TrackStatistics.MfccMoments(folder["statistics.npy"], folder["mask.npy"]);
        Assert.Equal((1, 40), (moments.RowCount, moments.ColumnCount));
        Assert.Equal(1, moments[0, 0], 9);
        // Mean square (0 + 1 + 4 + 9) ÷ 2 = 7, minus the squared mean.
        Assert.Equal(Math.Sqrt(6), moments[0, 20], 9);
        Assert.Equal(0, moments[0, 39], 9);
    }

    [Fact]
    public void MfccMoments_ArrayWithFortyOfEach_TakesTwentyOfEach()
    {
        var mfcc = new Matrix(1, 80, [.. Enumerable.Range(0, 80).Select(i => (double)i)]);
        Assert.Equal(Enumerable.Range(0, 20).Concat(Enumerable.Range(40, 20)).Select(i => (double)i), TrackStatistics.MfccMoments(mfcc).Values);
        var error = Assert.Throws<MusicCluster.Foundation.UserException>(() => TrackStatistics.MfccMoments(new Matrix(1, 26)));
        Assert.Contains("26 columns", error.Message, StringComparison.Ordinal);
    }

    private static double Distance(Matrix points) =>
        Math.Sqrt(Enumerable.Range(0, points.ColumnCount).Sum(column => Math.Pow(points[0, column] - points[1, column], 2)));
}
