using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Metrics;

public class JointSilhouettesTests
{
    [Theory]
    [InlineData(40, 1)]
    [InlineData(500, 1)]
    [InlineData(500, 64)]
    public void Of_SeveralPartitionsWithNoise_IsEachAlone(int count, int cellLength)
    {
        var points = RandomPoints.Blobs(count, 5, 4, 2, 1);
        var random = new RandomSource(3);
        int[][] partitions = [.. new[] { 2, 3, 7 }.Select(clusterCount => Labels.InOrderOfAppearance(
            [.. Enumerable.Range(0, count).Select(row => random.NextInt(9) == 0 ? -1 : row % clusterCount)]))];
        var joint = JointSilhouettes.Of(points, partitions, cellLength);
        for (var i = 0; i < partitions.Length; i++)
        {
            var kept = Enumerable.Range(0, count).Where(row => partitions[i][row] >= 0).ToArray();
            var alone = Silhouette.Samples(points.SelectRows(kept), [.. kept.Select(row => partitions[i][row])]);
            Assert.All(kept.Zip(alone), pair => Assert.Equal(pair.Second, joint[i][pair.First], 1e-13));
            Assert.All(Enumerable.Range(0, count).Except(kept), row => Assert.Equal(double.NaN, joint[i][row]));
        }
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(1e-6, 1e3)]
    [InlineData(1e100, 0.0)]
    public void Add4_ByProducts_IsAsByDifferences(double scale, double offset)
    {
        var points = RandomPoints.Blobs(203, 7, 3, 2, 5);
        foreach (ref var value in points.Values.AsSpan())
        {
            value = (value * scale) + offset;
        }

        // Duplicates and near points, for which products cancel.
        for (var row = 1; row < 40; row++)
        {
            points.Row(0).CopyTo(points.Row(row));
            points[row, 0] += row % 3 * 1e-7 * scale;
        }

        points = Moments.Center(points, Moments.Means(points));
        var (byProducts, byDifferences) = (Sums(points, true), Sums(points, false));
        Assert.All(byDifferences.Zip(byProducts), pair => Assert.Equal(1, pair.Second / pair.First, 1e-9));
    }

    private static double[] Sums(Matrix points, bool byProducts)
    {
        var sums = new DistanceSums(points, Orders.Identity(points.RowCount), byProducts);
        var totals = new System.Runtime.Intrinsics.Vector512<double>[4];
        double[] squares = [.. Enumerable.Range(0, 4).Select(row => Products.Dot(points.Row(row), points.Row(row)))];
        // Odd and even numbers of blocks.
        sums.Add4(points.Values.AsSpan(0, 4 * points.ColumnCount), squares, 0, 7, totals);
        sums.Add4(points.Values.AsSpan(0, 4 * points.ColumnCount), squares, 7, sums.BlockCount - 7, totals);
        return [.. totals.Select(System.Runtime.Intrinsics.Vector512.Sum)];
    }
}
