using MusicCluster.Clusters;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Cli;
using Xunit;

// Called as people call it: without a token.
#pragma warning disable xUnit1051

namespace MusicCluster.Tests;

/// <summary>The library's numbers are the program's.</summary>
public sealed class MusicSpaceTests
{
    private const int Seed = 3;

    private static readonly ModelOptions[] Models =
    [
        new("mfcc-pca"), new("mfcc-20-pca"), new("statistics-pca"), new("random-projection"), new("dense-vae") { Epochs = 2 },
        new("vicreg-statistics") { Epochs = 2 },
    ];

    [Fact]
    public void Embed_ClusterScoreAndMap_AreTheProgramsBitByBit()
    {
        using var run = new SmallRun();
        run.WriteProfile(string.Join(", ", Models.Select(Json)));
        var result = run.Run("evaluate", "--set", $"seeds=[{Seed}]", "--set", "features.crops=4", "--set", "map.epochCount=20");
        Assert.True(result.ExitCode == 0, result.Errors);

        using var music = MusicCollection.Open(run.Corpus);
        var features = music.Extract(new FeatureOptions { Crops = 4, Duration = DurationLimit.Whole });
        foreach (var model in Models)
        {
            var space = features.Embed(model, Seed);
            Assert.Equal(NpyFile.ReadMatrix(Path.Combine(run.Output, "embeddings", $"{model.Name}.npy")).Values, space.Points.Values);
            Same(run, space, space.Cluster(new KMeansOptions { K = 2 }, Seed));
            Same(run, space, space.Cluster(new ClustererOptions("ward") { K = [3] }, Seed));
            Assert.Equal(
                run.TableLines($"maps/{model.Name}.csv").Skip(1),
                space.Map(new() { EpochCount = 20 }, Seed).Select(point => $"{point.Track.Id},{Written(point.X)},{Written(point.Y)}"));
        }
    }

    [Fact]
    public void Extract_CacheOfTheProgram_IsFoundAgain()
    {
        using var run = new SmallRun(4);
        run.WriteProfile("\"mfcc-pca\"");
        Assert.Equal(0, run.Run("train").ExitCode);
        var before = Directory.GetDirectories(run.Cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        using var music = MusicCollection.Open(run.Corpus, run.Cache);
        var steps = new List<StageProgress>();
        music.Extract(null, new Listener(steps.Add), TestContext.Current.CancellationToken).Embed("mfcc-pca");
        Assert.Empty(steps);
        Assert.Equal(before, Directory.GetDirectories(run.Cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Embed_Composition_TrainsItsParts()
    {
        using var folder = new SampleFolder();
        using var music = MusicCollection.Open(folder.Path);
        var space = music.Extract(new FeatureOptions { Crops = 2 }).Embed("two-stream");
        Assert.Equal(("two-stream", 8, 96), (space.Name, space.Points.RowCount, space.Points.ColumnCount));
    }

    private static void Same(SmallRun run, MusicSpace space, MusicPartition partition)
    {
        var column = $"{space.Name}/{partition.Method}";
        var assignments = run.TableLines("assignments.csv").Select(line => line.Split(',')).ToList();
        var index = Array.IndexOf(assignments[0], column);
        Assert.True(index > 0, column);
        Assert.Equal(
            assignments.Skip(1).Select(row => (row[0], int.Parse(row[index]))), partition.Select(item => (item.Track.Id, item.Cluster)));

        var metrics = run.TableLines("metrics.csv").Select(line => line.Split(','))
            .Where(row => (row[0], row[1], row[2]) == (space.Name, partition.Method.Clusterer, partition.Method.Parameters))
            .ToDictionary(row => row[4], row => row[5]);
        foreach (var value in partition.Score().All)
        {
            Assert.Equal(metrics[value.Metric.Name], value.Value is { } number ? Written(number) : "");
        }
    }

    private static string Json(ModelOptions model) =>
        model.Epochs is { } count ? $$"""{ "name": "{{model.Name}}", "epochs": {{count}} }""" : $"\"{model.Name}\"";

    /// <summary>As the tables have it: six decimals, and no minus before zero.</summary>
    private static string Written(double value) => Math.Round(value, 6) == 0 ? "0.000000" : $"{value:F6}";
}
