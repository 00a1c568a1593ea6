using System.Text.Json;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report.Tables;

public sealed class PublishedTableTests
{
    [Fact]
    public void Report_PublishedFigures_StandBesideOurs()
    {
        using var run = new SmallRun();
        run.WriteProfile("\"mfcc-pca\"");
        var published = Path.Combine(run.Root, "published.csv");
        File.WriteAllText(published,
            "representation,clusterer,parameters,metric,value\n"
            + "mfcc-pca,k-means,k=2,ari,0.999\nmfcc-pca,k-means,k=2,silhouette,\nother,k-means,k=2,ari,0.5\nmfcc-pca,k-means,k=77,ari,0.5\n");
        var result = run.Run("run", "--set", $"report={JsonSerializer.Serialize(new { formats = new[] { "md" }, published })}");
        Assert.True(result.ExitCode == 0, result.Errors);
        var lines = File.ReadAllLines(Path.Combine(run.Output, "report.md")).SkipWhile(line => line != "## The published figures beside ours")
            .Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        var row = Assert.Single(lines, line => line.StartsWith("| mfcc-pca", StringComparison.Ordinal) || line.Contains("other", StringComparison.Ordinal));
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(["mfcc-pca", "k-means k=2", "0.999"], cells[1..4]);
        Assert.StartsWith("0.", cells[4].TrimStart('-'), StringComparison.Ordinal);
        Assert.Equal("", cells[5]);
        Assert.Equal("no", cells[9]);
    }

    [Fact]
    public void Run_PublishedFileMissing_SaysSo()
    {
        using var run = new SmallRun();
        run.WriteProfile("\"mfcc-pca\"");
        var result = run.Run("run", "--set", "report.published=nowhere.csv");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("report.published is '", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_PublishedFigures_AreThoseOfItsTable()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "data", "study", "published.csv"));
        Assert.Equal(1 + (7 * 5 * 3), lines.Length);
        Assert.Contains("conv-vae,k-means,k=5,ari,0.069", lines);
        Assert.Contains("beta-conv-vae-10,k-means,k=2,silhouette,", lines);
        Assert.Contains("beta-conv-vae-10,ward,k=3,davies-bouldin,1.000", lines);
    }
}
