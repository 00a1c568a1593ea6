using System.Text.Json.Nodes;
using MusicCluster.Models;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Publishing;
using MusicCluster.Pipeline.Stages.Training;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Publishing;

public sealed class SweepEstimateTests
{
    [Fact]
    public void Write_TwoSeedsOfAModel_ScalesTheSlowerEpochToTheStudy()
    {
        using var folder = new TemporaryFolder();
        TrainedModel[] models = [Model(folder, "conv-vae", 0, 0.5), Model(folder, "conv-vae", 1, 1), Model(folder, "mfcc-pca", null, 0)];
        // 41 tracks: 102 times fewer. 30 epochs of 1 s and 2 s of encoding: 32 s · 102.
        SweepEstimate.Write(folder.Path, models, 41, 2);
        var lines = File.ReadAllLines(folder[SweepEstimate.FileName]);
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["conv-vae", "30", "1.0000", "2.000", "54.40", "272.00"]);
        Assert.Contains(lines, line => line.StartsWith("all, 2 at a time", StringComparison.Ordinal) && line.EndsWith("136.00", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("mfcc-pca", StringComparison.Ordinal));
        var measured = Assert.IsType<JsonObject>(SweepEstimate.Measured(models, 41)["conv-vae"]);
        Assert.Equal(3264, (double)measured["secondsOfStudy"]!);
    }

    [Fact]
    public void Write_NothingTrained_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        SweepEstimate.Write(folder.Path, [Model(folder, "mfcc-pca", null, 0)], 41, 2);
        Assert.False(File.Exists(folder[SweepEstimate.FileName]));
    }

    private static TrainedModel Model(TemporaryFolder folder, string name, int? seed, double epochSeconds)
    {
        var own = Directory.CreateDirectory(folder[$"{name}-{seed}"]).FullName;
        if (epochSeconds > 0)
        {
            File.WriteAllText(Path.Combine(own, "timing.json"),
                FormattableString.Invariant($$"""{ "sampleCount": 41, "epochCount": 30, "epochSeconds": {{epochSeconds}}, "encodingSeconds": 2 }"""));
        }

        return new TrainedModel(new ModelOptions(name).Resolve(), seed, new StageOutput("train", "key", own, new Dictionary<string, string>(), 1, false));
    }
}
