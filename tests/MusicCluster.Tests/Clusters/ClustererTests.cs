using System.Text.Json;
using MusicCluster.Clusters;
using MusicCluster.Foundation.Options;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Clusters;

public class ClustererTests
{
    private static readonly Matrix Points = RandomPoints.Blobs(60, 4, 3, 12, 2);

    [Theory]
    [InlineData("k-means")]
    [InlineData("ward")]
    [InlineData("average")]
    [InlineData("complete")]
    public void Run_NumbersAndGenres_GivesOnePartitionEach(string name)
    {
        var options = new ClustererOptions(name) { K = [ClusterCount.Of(2), ClusterCount.Genres] };
        var partitions = Clusterer.Run(options, Points, 3, new SeedSequence(1));
        Assert.Equal(["k=2", "k=3"], partitions.Select(partition => partition.Method.Parameters));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3), partitions[1].Labels);
        Assert.Equal("k is the number of genres", partitions[1].Note);
        Assert.All(partitions, partition => Assert.Equal("", partition.Status));
    }

    [Fact]
    public void Run_GenresRepeatANumber_KeepsItOnceWithTheNote()
    {
        var options = new ClustererOptions("ward") { K = [ClusterCount.Of(3), ClusterCount.Genres] };
        var partition = Assert.Single(Clusterer.Run(options, Points, 3, new SeedSequence(1)));
        Assert.Equal("k is the number of genres", partition.Note);
    }

    [Fact]
    public void Run_Dbscan_SaysWhichEpsilonTheDataGave()
    {
        var partition = Assert.Single(Clusterer.Run(new ClustererOptions("dbscan"), Points, 3, new SeedSequence(1)));
        Assert.Equal("eps=k-distance;min=10", partition.Method.Parameters);
        Assert.Matches(@"^epsilon [\d.]+ by k-distance$", partition.Note);
        Assert.Equal(60, partition.Labels.Length);
        var fixedRadius = new ClustererOptions("dbscan") { Epsilon = Epsilon.Fixed };
        Assert.Equal("eps=0.7;min=10", Clusterer.Run(fixedRadius, Points, 3, new SeedSequence(1))[0].Method.Parameters);
    }

    public static TheoryData<string> AllNames => [.. ClustererCatalog.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Run_UnusableData_SaysWhyInsteadOfThrowing(string name)
    {
        var options = new ClustererOptions(name) { K = [ClusterCount.Of(3)] };
        var seed = new SeedSequence(0);
        Assert.Equal("there are no tracks", Clusterer.Run(options, new Matrix(0, 2), 0, seed)[0].Status);
        Assert.Contains("NaN", Clusterer.Run(options, new Matrix(1, 1, [double.NaN]), 0, seed)[0].Status, StringComparison.Ordinal);
        Assert.Contains("finite", Clusterer.Run(options, new Matrix(1, 1, [double.PositiveInfinity]), 0, seed)[0].Status, StringComparison.Ordinal);
        Assert.Contains("1E+200", Clusterer.Run(options, new Matrix(2, 1, [0, 1e200]), 0, seed)[0].Status, StringComparison.Ordinal);
        var largest = new Matrix(4, 1, [-1e150, 1e150, 0, 1e150]);
        foreach (var points in new[] { new Matrix(1, 1), largest, RandomPoints.Constant(5, 2, 4), new Matrix(40, 0), RandomPoints.Gaussian(3, 8, 1) })
        {
            var partition = Assert.Single(Clusterer.Run(options, points, 0, seed));
            Assert.True(partition.Labels.Length == points.RowCount ^ partition.Status.Length > 0);
        }
    }

    [Fact]
    public void Run_GenresUnknown_SaysSo()
    {
        var options = new ClustererOptions("k-means") { K = [ClusterCount.Genres] };
        var partition = Assert.Single(Clusterer.Run(options, Points, 0, new SeedSequence(0)));
        Assert.Equal(("k=genres", "no track has a genre"), (partition.Method.Parameters, partition.Status));
        Assert.Empty(partition.Labels);
    }

    [Theory]
    [InlineData("""{"name":"k-means","k":[2,"genres"]}""", "2 genres", "k-distance")]
    [InlineData("""{"name":"ward","k":"auto"}""", "auto", "k-distance")]
    [InlineData("""{"name":"dbscan","epsilon":0.5}""", "2 3 4 5 genres", "0.5")]
    [InlineData("""{"name":"dbscan","epsilon":"fixed"}""", "2 3 4 5 genres", "0.7")]
    public void Options_Json_ReadsMixedValuesAndWritesThemBack(string json, string counts, string epsilon)
    {
        var options = JsonSerializer.Deserialize<ClustererOptions>(json, ProfileJson.Options)!;
        Assert.Equal(counts, string.Join(' ', options.K));
        Assert.Equal(epsilon, options.Epsilon.ToString());
        Assert.Empty(options.Errors());
        var again = JsonSerializer.Deserialize<ClustererOptions>(JsonSerializer.Serialize(options, ProfileJson.Options), ProfileJson.Options)!;
        Assert.Equal(options.K, again.K);
        Assert.Equal(options.Epsilon, again.Epsilon);
    }

    [Theory]
    [InlineData("""{"k":["many"]}""")]
    [InlineData("""{"k":[1.5]}""")]
    [InlineData("""{"epsilon":"small"}""")]
    [InlineData("""{"epsilon":[1]}""")]
    public void Options_JsonOfOtherWords_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClustererOptions>(json, ProfileJson.Options));

    [Fact]
    public void Errors_EveryBrokenRule_IsNamed()
    {
        var options = new ClustererOptions("kmeans", 0, 0, 1, "round", 1, 0) { K = [ClusterCount.Of(0)], Epsilon = Epsilon.Of(-1) };
        var errors = options.Errors().ToList();
        Assert.Equal(9, errors.Count);
        Assert.Contains("k-means", errors[0], StringComparison.Ordinal);
        Assert.Single(new ClustererOptions("ward") { K = [] }.Errors());
    }
}
