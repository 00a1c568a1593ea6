using MusicCluster.Clusters.Density;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using Xunit;

namespace MusicCluster.Tests.Clusters.Density;

public class DbscanTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenMl.Sklearn["dbscan"]!.AsArray().Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_GoldenCase_IsScikitLearnsTiesIncluded(int index)
    {
        var golden = GoldenMl.Sklearn["dbscan"]![index]!;
        var labels = Dbscan.Fit(
            GoldenMl.Data(golden["data"]!.GetValue<string>()), golden["eps"]!.GetValue<double>(), golden["min_samples"]!.GetValue<int>());
        Assert.Equal(Labels.InOrderOfAppearance(GoldenMl.ToInts(golden["labels"])), labels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void Fit_AnyCount_IsThePlainDefinition(int count)
    {
        for (var dimension = 1; dimension <= 17; dimension += 4)
        {
            var points = RandomPoints.Gaussian(count, dimension, (ulong)(count + dimension));
            var epsilon = 0.6 * Math.Sqrt(2 * dimension);
            Assert.Equal(Plain(points, epsilon, 4), Dbscan.Fit(points, epsilon, 4));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_LinkedCores_IsTheGoldenCaseTiesIncluded(int index)
    {
        var golden = GoldenMl.Sklearn["dbscan"]![index]!;
        var points = GoldenMl.Data(golden["data"]!.GetValue<string>());
        Assert.Equal(
            Labels.InOrderOfAppearance(GoldenMl.ToInts(golden["labels"])),
            Linked(points, golden["eps"]!.GetValue<double>(), golden["min_samples"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData(5000, 16, 3.0)]
    [InlineData(5000, 16, 2.4)]
    [InlineData(5000, 2, 0.05)]
    [InlineData(3, 2, 0.05)]
    public void Run_LinkedCores_HasTheLabelsOfNeighborhoods(int count, int dimension, double epsilon)
    {
        var points = RandomPoints.Blobs(count, dimension, 16, 1.2, 3);
        Assert.Equal(Dbscan.Fit(points, epsilon, 10), Linked(points, epsilon, 10));
    }

    [Fact]
    public void Run_LinkedCoresOnAGrid_DecidesTiesAsThePlainDefinition()
    {
        var points = new Matrix(400, 2);
        for (var i = 0; i < 400; i++)
        {
            (points[i, 0], points[i, 1]) = (i % 20 * 0.1, i / 20 * 0.1 * (i % 20 > 9 ? 1 : 2));
        }

        Assert.Equal(Plain(points, 0.1, 5), Linked(points, 0.1, 5));
    }

    [Fact]
    public void Fit_TinyRadius_IsAllNoise() =>
        Assert.All(Dbscan.Fit(GoldenMl.Blobs, 1e-9, 2), label => Assert.Equal(Labels.Noise, label));

    [Fact]
    public void Fit_HugeRadius_IsOneCluster() => Assert.All(Dbscan.Fit(GoldenMl.Blobs, 1e9, 2), label => Assert.Equal(0, label));

    [Fact]
    public void Fit_DuplicatesAtRadiusZero_AreClusters() =>
        Assert.Equal([0, 1, 0, 1, -1], Dbscan.Fit(new Matrix(5, 1, [1, 2, 1, 2, 3]), 0, 2));

    [Fact]
    public void Fit_NoPoints_IsEmpty() => Assert.Empty(Dbscan.Fit(new Matrix(0, 4), 1, 3));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Fit_NotFinite_Throws(double value) =>
        Assert.Throws<ArgumentException>(() => Dbscan.Fit(new Matrix(2, 1, [1, value]), 1, 1));

    [Fact]
    public void Choose_DenseGroupsAndStrays_SeparatesThem()
    {
        // Two lines of points .1 apart, and five strays far away.
        var points = new Matrix(45, 1);
        for (var i = 0; i < 40; i++)
        {
            points[i, 0] = (i % 2 * 50) + (i / 2 * 0.1);
        }

        for (var i = 40; i < 45; i++)
        {
            points[i, 0] = 100 * (i - 38);
        }

        var epsilon = KDistance.Choose(points, 4);
        Assert.InRange(epsilon, 0.1, 1);
        var labels = Dbscan.Fit(points, epsilon, 4);
        Assert.Equal(2, Labels.ClusterCount(labels));
        Assert.All(labels[40..], label => Assert.Equal(Labels.Noise, label));
    }

    [Fact]
    public void Choose_AllPointsEqual_IsZero() => Assert.Equal(0, KDistance.Choose(RandomPoints.Constant(9, 2, 1), 3));

    private static int[] Linked(Matrix points, double epsilon, int minPoints) => Labels.InOrderOfAppearance(
        new LinkedCores(points, epsilon, minPoints, NearestNeighbors.Find(points, minPoints)).Run(WorkWatch.None));

    private static int[] Plain(Matrix points, double epsilon, int minPoints)
    {
        var count = points.RowCount;
        var near = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count)
            .Where(j => Distances.Squared(points.Row(i), points.Row(j)) <= epsilon * epsilon).ToArray()).ToArray();
        var labels = Enumerable.Repeat(-1, count).ToArray();
        var cluster = 0;
        for (var i = 0; i < count; i++)
        {
            if (labels[i] < 0 && near[i].Length >= minPoints)
            {
                Grow(i, cluster++);
            }
        }

        return Labels.InOrderOfAppearance(labels);

        void Grow(int point, int number)
        {
            labels[point] = number;
            foreach (var next in near[point].Where(_ => near[point].Length >= minPoints))
            {
                if (labels[next] < 0)
                {
                    Grow(next, number);
                }
            }
        }
    }
}
