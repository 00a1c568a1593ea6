using System.Text.Json.Nodes;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Transforms;

public sealed class InstanceLdaTests
{
    /// <remarks>
    /// The file has the points to six decimals and the answers of the points before they were rounded, so more digits than this cannot
    /// agree; that the eigenproblem is solved to 1e-10 is the next test.
    /// </remarks>
    [Fact]
    public void Fit_GoldenCase_IsTheReference()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Golden.Path("tonal_golden.json")))!["instance_lda"]!;
        var points = GoldenMl.ToMatrix(golden["x"]!);
        int[] counts = [.. golden["own"]!.AsArray().Select(track => track!.GetValue<int>()).CountBy(track => track).OrderBy(pair => pair.Key)
            .Select(pair => pair.Value)];
        var discriminant = Fit(points, counts, 6, 0.3);
        Assert.Equal(golden["eigenvalues"]!.AsArray().Select(value => value!.GetValue<double>()), discriminant.Ratios, (a, b) => Math.Abs(a - b) <= 2e-7);
        var (expected, actual) = (GoldenMl.ToMatrix(golden["latent"]!), discriminant.Transform(counts, Reader(points)));
        for (var column = 0; column < 6; column++)
        {
            var sign = Math.Sign(expected[0, column] * actual[0, column]);
            Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(expected[row, column], sign * actual[row, column], 5e-6));
        }
    }

    [Fact]
    public void Fit_ManyTracks_SolvesTheProblemItStates()
    {
        var (points, counts) = Tracks(300, track => 1 + (track % 7), 8);
        var scatter = TrackScatter.Of(counts, 8, Reader(points));
        var discriminant = InstanceLda.Fit(scatter, 5, 0.2);
        var within = Naive(points, counts, isWithin: true);
        var between = Naive(points, counts, isWithin: false);
        AssertClose(within, scatter.Within);
        AssertClose(between, scatter.Between);
        var trace = Enumerable.Range(0, 8).Sum(i => within[i, i]) / 8;
        double Shrunk(int i, int j) => (0.8 * within[i, j]) + (i == j ? 0.2 * trace : 0);
        double Form(int first, int second, Func<int, int, double> matrix) => Enumerable.Range(0, 8).Sum(i => Enumerable.Range(0, 8)
            .Sum(j => discriminant.Directions[first, i] * matrix(i, j) * discriminant.Directions[second, j]));
        for (var first = 0; first < 5; first++)
        {
            for (var second = 0; second < 5; second++)
            {
                Assert.Equal(first == second ? 1 : 0, Form(first, second, Shrunk), 1e-10);
                Assert.Equal(first == second ? discriminant.Ratios[first] : 0, Form(first, second, (i, j) => between[i, j]), 1e-10);
            }
        }
    }

    [Fact]
    public void Fit_OneCropOfSome_CountsThemBetweenAlone()
    {
        var (points, counts) = Tracks(50, track => track < 25 ? 4 : 1, 3);
        var scatter = TrackScatter.Of(counts, 3, Reader(points));
        Assert.Equal("", scatter.Problem);
        AssertClose(Naive(points, counts, isWithin: true), scatter.Within);
        AssertClose(Naive(points, counts, isWithin: false), scatter.Between);
    }

    [Theory]
    [InlineData(1, 3, "fewer than two")]
    [InlineData(20, 1, "no track has two crops: set features.crops to 2 or more")]
    public void Fit_TooLittle_SaysWhy(int trackCount, int cropCount, string expected)
    {
        var (points, counts) = Tracks(trackCount, _ => cropCount, 4);
        AssertProblem(expected, points, counts);
    }

    [Fact]
    public void Fit_NothingThatDiffers_SaysWhy()
    {
        var (points, counts) = Tracks(10, _ => 3, 4);
        for (var crop = 0; crop < 30; crop++)
        {
            points.Row(crop - (crop % 3)).CopyTo(points.Row(crop));
        }

        AssertProblem("the crops of each track are all the same", points, counts);
        for (var crop = 0; crop < 30; crop++)
        {
            points.Row(crop % 3).CopyTo(points.Row(crop));
        }

        // All tracks hold the same crop three times; then all hold the same three.
        AssertProblem("the crops of each track are all the same", points, counts);
        (points, counts) = Tracks(10, _ => 3, 4);
        for (var crop = 3; crop < 30; crop++)
        {
            points.Row(crop % 3).CopyTo(points.Row(crop));
        }

        AssertProblem("all tracks are the same", points, counts);
    }

    [Fact]
    public void Fit_FewTracksAndConstantColumns_KeepsWhatThereIs()
    {
        var (points, counts) = Tracks(4, _ => 5, 12);
        for (var crop = 0; crop < points.RowCount; crop++)
        {
            (points[crop, 0], points[crop, 7]) = (3, 0);
        }

        var discriminant = Fit(points, counts, 24, 0.3);
        Assert.Equal((3, 12), (discriminant.Directions.RowCount, discriminant.Directions.ColumnCount));
        Assert.All(discriminant.Directions.Values, value => Assert.True(double.IsFinite(value)));
        Assert.All(discriminant.Ratios, ratio => Assert.InRange(ratio, 1e-6, 1e6));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(0, discriminant.Directions[i, 0], 1e-9));
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits()
    {
        var (points, counts) = Tracks(3000, track => 1 + (track % 5), 16);
        var before = Workers.Limit;
        try
        {
            Workers.Limit = 1;
            var one = Fit(points, counts, 8, 0.3);
            Workers.Limit = 3;
            Assert.Equal(one.Directions.Values, Fit(points, counts, 8, 0.3).Directions.Values);
        }
        finally
        {
            Workers.Limit = before;
        }
    }

    private static InstanceLda Fit(Matrix points, int[] counts, int latent, double shrinkage) =>
        InstanceLda.Fit(TrackScatter.Of(counts, points.ColumnCount, Reader(points)), latent, shrinkage);

    private static TrackScatter.ReadCrop Reader(Matrix points) => (crop, values) => points.Row(crop).CopyTo(values);

    private static void AssertProblem(string expected, Matrix points, int[] counts)
    {
        var scatter = TrackScatter.Of(counts, points.ColumnCount, Reader(points));
        Assert.Contains(expected, scatter.Problem, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => InstanceLda.Fit(scatter, 2, 0.3)).Message, StringComparison.Ordinal);
    }

    /// <summary>Tracks with places of their own, and crops around them, wider in some columns than in others.</summary>
    private static (Matrix Points, int[] Counts) Tracks(int count, Func<int, int> cropCount, int width)
    {
        var random = new RandomSource(6);
        var rows = new List<double[]>();
        int[] counts = [.. Enumerable.Range(0, count).Select(cropCount)];
        foreach (var crops in counts)
        {
            var center = Enumerable.Range(0, width).Select(_ => random.NextGaussian()).ToArray();
            rows.AddRange(Enumerable.Range(0, crops).Select(_ => center.Select((value, i) => value + (random.NextGaussian() * (1 + (i % 3)) / 2)).ToArray()));
        }

        return (Matrix.FromRows(rows), counts);
    }

    private static double[,] Naive(Matrix points, int[] counts, bool isWithin)
    {
        var starts = counts.Select((_, track) => counts.Take(track).Sum()).ToArray();
        var means = counts.Select((count, track) => Enumerable.Range(0, points.ColumnCount)
            .Select(column => Enumerable.Range(starts[track], count).Average(row => points[row, column])).ToArray()).ToArray();
        var center = Enumerable.Range(0, points.ColumnCount).Select(column => means.Average(mean => mean[column])).ToArray();
        var differences = isWithin
            ? counts.SelectMany((count, track) => count < 2 ? [] : Enumerable.Range(starts[track], count)
                .Select(row => means[track].Select((mean, column) => points[row, column] - mean).ToArray())).ToList()
            : [.. means.Select(mean => mean.Select((value, column) => value - center[column]).ToArray())];
        var divisor = isWithin ? counts.Where(count => count > 1).Sum(count => count - 1) : counts.Length;
        var result = new double[points.ColumnCount, points.ColumnCount];
        for (var i = 0; i < points.ColumnCount; i++)
        {
            for (var j = 0; j < points.ColumnCount; j++)
            {
                result[i, j] = differences.Sum(row => row[i] * row[j]) / divisor;
            }
        }

        return result;
    }

    private static void AssertClose(double[,] expected, Matrix actual)
    {
        for (var i = 0; i < actual.RowCount; i++)
        {
            for (var j = 0; j < actual.ColumnCount; j++)
            {
                Assert.Equal(expected[i, j], actual[i, j], 1e-10);
            }
        }
    }
}
