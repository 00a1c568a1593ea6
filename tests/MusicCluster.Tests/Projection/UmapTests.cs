using System.IO.Compression;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;
using MusicCluster.Projection;
using Xunit;

namespace MusicCluster.Tests.Projection;

public class UmapTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.25)]
    public void Fit_MinimalDistance_IsUmapLearnsCurve(double minimalDistance)
    {
        var golden = GoldenMl.ToDoubles(GoldenMl.Umap["ab"]![$"(1.0, {minimalDistance:0.0#})"]);
        var (a, b) = CurveFit.Fit(minimalDistance);
        Assert.Equal(golden[0], a, 1e-5);
        Assert.Equal(golden[1], b, 1e-5);
    }

    [Fact]
    public void Build_Iris_HasUmapLearnsWeights()
    {
        var graph = FuzzyGraph.Build(IrisNeighbors());
        var count = 0;
        foreach (var edge in Golden.ReadCsv("umap_iris_graph_upper.csv"))
        {
            var (row, column) = ((int)edge[0], (int)edge[1]);
            var place = Array.IndexOf(graph.Columns, column, graph.Starts[row], graph.Starts[row + 1] - graph.Starts[row]);
            Assert.True(place >= 0, $"edge {row}-{column} is missing");
            Assert.Equal(edge[2], graph.Weights[place], 1e-4);
            count++;
        }

        Assert.Equal(2 * count, graph.Columns.Length);
        Assert.Equal(GoldenMl.Umap["iris_graph"]!["nnz"]!.GetValue<int>(), graph.Columns.Length);
    }

    [Fact]
    public void Fit_IrisDistances_GiveUmapLearnsRhoAndSigma()
    {
        var graph = IrisNeighbors();
        var golden = Golden.ReadCsv("umap_iris_rho_sigma.csv");
        var mean = Moments.Mean(graph.Distances);
        for (var i = 0; i < golden.Length; i++)
        {
            var (nearest, bandwidth) = SmoothNeighbors.Fit(graph.Distances.AsSpan(i * 15, 15), mean);
            Assert.Equal(golden[i][0], nearest, 1e-5);
            Assert.Equal(golden[i][1], bandwidth, 1e-4);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    public void Project_Digits_KeepsNeighborsAsUmapLearnDoes(int seed)
    {
        var digits = ReadDigits();
        var map = Umap.Project(digits, new UmapOptions(), new RandomSource((ulong)seed));
        var golden = GoldenMl.Umap["digits"]![$"umap_seed{seed}"]!["trust15"]!.GetValue<double>();
        Assert.True(Trustworthiness.Of(digits, map, 15) >= golden - 0.005);
    }

    [Fact]
    public void Run_StripesOfDigits_KeepNeighborsAsTheLayoutOfOneThreadDoes()
    {
        var digits = ReadDigits();
        var graph = FuzzyGraph.Prune(FuzzyGraph.Build(NearestNeighbors.Find(digits, 15)), 500);
        var start = UmapStart.Scale(SpectralStart.Compute(graph, new RandomSource(0)) ?? RandomPoints.Gaussian(digits.RowCount, 2, 1), new RandomSource(0));
        var alone = Mean(random => UmapLayout.Run(graph, start, new UmapOptions(), 500, random));
        var striped = Mean(random => new UmapStripes(graph, start, new UmapOptions(), random).Run(500, WorkWatch.None));
        Assert.True(striped >= alone - 0.001, $"{striped} < {alone}");

        double Mean(Func<RandomSource, Matrix> run) =>
            Enumerable.Range(1, 3).Average(seed => Trustworthiness.Of(digits, run(new RandomSource((ulong)seed)), 15));
    }

    [Fact]
    public void Project_SameStream_SameMap()
    {
        var first = Umap.Project(GoldenMl.Iris, new UmapOptions(), new RandomSource(3));
        var second = Umap.Project(GoldenMl.Iris, new UmapOptions(), new RandomSource(3));
        Assert.Equal(first.Values, second.Values);
        Assert.True(Trustworthiness.Of(GoldenMl.Iris, first, 15) > GoldenMl.Umap["iris_umap_seed42"]!["trust15"]!.GetValue<double>() - 0.01);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Project_MorePointsThanExact_SameStreamSameMapAndGroupsApart()
    {
        var points = RandomPoints.Blobs(Umap.ExactPointCount + 10, 8, 4, 3, 1);
        var options = new UmapOptions(EpochCount: 50);
        var first = Umap.Project(points, options, new RandomSource(3));
        Assert.Equal(first.Values, Umap.Project(points, options, new RandomSource(3)).Values);
        Assert.True(Silhouette.Mean(first, [.. Enumerable.Range(0, points.RowCount).Select(i => i % 4)]) > 0.3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    public void Project_FewPoints_IsFiniteAndApart(int count)
    {
        var map = Umap.Project(RandomPoints.Gaussian(count, 3, 1), new UmapOptions(), new RandomSource(0));
        Assert.Equal((count, 2), (map.RowCount, map.ColumnCount));
        Assert.All(map.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(count, Enumerable.Range(0, count).Select(row => (map[row, 0], map[row, 1])).Distinct().Count());
    }

    [Fact]
    public void Project_Duplicates_IsFinite()
    {
        Assert.All(
            Umap.Project(RandomPoints.Constant(50, 4, 2), new UmapOptions(), new RandomSource(0)).Values,
            value => Assert.True(double.IsFinite(value)));
        // Two places only: the graph falls apart.
        var twoPlaces = new Matrix(60, 1, [.. Enumerable.Range(0, 60).Select(i => (double)(i % 2))]);
        Assert.All(Umap.Project(twoPlaces, new UmapOptions(), new RandomSource(0)).Values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Project_FarGroups_StayApart()
    {
        var points = RandomPoints.Blobs(120, 8, 3, 100, 1);
        var map = Umap.Project(points, new UmapOptions(), new RandomSource(0));
        var labels = Enumerable.Range(0, 120).Select(i => i % 3).ToArray();
        Assert.True(Silhouette.Mean(map, labels) > 0.5);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Project_NotFinite_Throws(double value) =>
        Assert.Throws<ArgumentException>(() => Umap.Project(new Matrix(1, 1, [value]), new UmapOptions(), new RandomSource(0)));

    [Fact]
    public void Project_BrokenOptions_Throws()
    {
        var options = new UmapOptions(1, 2, -1, -1);
        Assert.Equal(4, options.Errors().Count());
        Assert.Throws<ArgumentException>(() => Umap.Project(new Matrix(1, 1), options, new RandomSource(0)));
    }

    [Fact]
    public void Force_AnyDistance_IsTheFormula()
    {
        var (a, b) = CurveFit.Fit(0.1);
        var table = new ForceTable(a, b);
        for (var squared = 1e-9; squared < 1e4; squared *= 1.07)
        {
            var power = Math.Pow(squared, b);
            var pull = -2 * a * b * Math.Pow(squared, b - 1) / (1 + (a * power));
            var push = 2 * b / ((0.001 + squared) * (1 + (a * power)));
            Assert.Equal(pull, table.Pull((float)squared), 3e-4 * Math.Abs(pull));
            Assert.Equal(push, table.Push((float)squared), 3e-4 * push);
        }
    }

    private static NeighborGraph IrisNeighbors()
    {
        var indices = Golden.ReadCsv("umap_iris_knn15_idx.csv").SelectMany(row => row.Select(value => (int)value)).ToArray();
        var distances = indices.Select((to, i) => Distances.Euclidean(GoldenMl.Iris.Row(i / 15), GoldenMl.Iris.Row(to))).ToArray();
        return new NeighborGraph(15, indices, distances);
    }

    private static Matrix ReadDigits()
    {
        using var stream = new GZipStream(File.OpenRead(Golden.Path("digits_X_y.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Take(64).Select(double.Parse).ToArray()).ToList();
        return Matrix.FromRows(rows);
    }
}
