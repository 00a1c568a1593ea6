using MusicCluster.Evaluation.Groups;
using MusicCluster.Foundation.Tables;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report.Groups;

/// <summary>What a group was called in a folder of results, the next report of that folder calls it too.</summary>
public sealed class KeptNamesTests
{
    [Fact]
    public void Report_EarlierNames_AreShownAndVerified()
    {
        using var run = new SmallRun(trackCount: 16);
        run.WriteProfile("\"mfcc-pca\"");
        Assert.Equal(0, run.Run("run").ExitCode);
        var groups = Table.Read<ClusterRow>(run.Output);
        Table.Write(run.Output, groups.Select(row => row with { Name = $"earlier {row.Cluster}", Number = row.Number + 10 }));
        Assert.Equal(0, run.Run("run").ExitCode);
        var report = File.ReadAllText(Path.Combine(run.Output, "report.md"));
        Assert.All(groups, row => Assert.Contains($"{row.Number + 10}. earlier {row.Cluster}", report, StringComparison.Ordinal));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(run.Output, "playlists", "mfcc-pca")),
            path => Assert.Matches(@"^group-1\d-earlier-\d\.m3u8$", Path.GetFileName(path)));

        // Nothing moved, so nothing is told; and a run from nothing gives the same tables under the same names.
        Assert.False(File.Exists(Path.Combine(run.Output, "changes.md")));
        var verified = run.Run("verify");
        Assert.True(verified.ExitCode == 0, verified.Errors + verified.Output);
    }
}
