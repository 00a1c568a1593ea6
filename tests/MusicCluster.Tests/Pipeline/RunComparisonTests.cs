using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Pipeline;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_PerfectAgainstRandomPartition_IsHigherAndSignificant()
    {
        Write("a", 60, i => i % 2, mean: 1);
        Write("b", 60, i => i / 7 % 2, mean: 0.1);
        var comparison = RunComparison.Of(folder["a"], folder["b"]);
        var row = Assert.Single(comparison.Table.Rows);
        Assert.Equal(["model", "k-means k=2", "1.000000", "0.100000", "-0.900000"], row[..5]);
        Assert.Equal("first is higher", row[^1]);
        Assert.StartsWith("## a and b\n\nari, means over seeds", comparison.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("| model | k-means k=2 | 1 | 0.100 | -0.900 |", comparison.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SameRun_ShowsNoDifference()
    {
        Write("a", 40, i => i % 3, mean: 0.5);
        var row = Assert.Single(RunComparison.Of(folder["a"], folder["a"]).Table.Rows);
        Assert.Equal("no difference shown", row[^1]);
        Assert.Equal("0.000000", row[4]);
    }

    [Fact]
    public void Of_OtherOrderOfTracks_IsJoinedById()
    {
        Write("a", 40, i => i % 3, mean: 0.5);
        Write("b", 40, i => i % 3, mean: 0.5, order: i => 39 - i);
        var row = Assert.Single(RunComparison.Of(folder["a"], folder["b"]).Table.Rows);
        Assert.Equal("0.000000", row[5]);
    }

    [Fact]
    public void Of_OtherTracks_SaysWhyNothingIsTested()
    {
        Write("a", 40, i => i % 2, mean: 0.5);
        Write("b", 30, i => i % 2, mean: 0.7);
        var comparison = RunComparison.Of(folder["a"], folder["b"]);
        Assert.Contains("Not tested: the tracks are not the same: 40 and 30, 30 in both.", comparison.Caption, StringComparison.Ordinal);
        Assert.Equal("not tested", Assert.Single(comparison.Table.Rows)[^1]);
    }

    [Fact]
    public void Of_PartitionOfOneRunOnly_IsSaid()
    {
        Write("a", 40, i => i % 2, mean: 0.5);
        Write("b", 40, i => i % 2, mean: 0.5, name: "other");
        Assert.Equal(["only in the first", "only in the second"], RunComparison.Of(folder["a"], folder["b"]).Table.Rows.Select(row => row[^1]));
    }

    [Fact]
    public void Of_UnknownMetric_NamesTheNearest()
    {
        Write("a", 40, i => i % 2, mean: 0.5);
        var error = Assert.Throws<UserException>(() => RunComparison.Of(folder["a"], folder["a"], "arl"));
        Assert.Equal("Metric 'arl' is in neither summary.csv; the nearest is 'ari'.", error.Message);
    }

    [Fact]
    public void Compare_AsVerb_PrintsMarkdownOrCsv()
    {
        Write("a", 40, i => i % 2, mean: 0.5);
        Assert.StartsWith("## ", CliResult.Of("compare", folder["a"], folder["a"]).Output, StringComparison.Ordinal);
        Assert.StartsWith("representation,partition,first,second,",
            CliResult.Of("compare", folder["a"], folder["a"], "--format", "csv").Output, StringComparison.Ordinal);
        var missing = CliResult.Of("compare", folder["a"], folder["none"]);
        Assert.Equal(1, missing.ExitCode);
        Assert.Matches("^'.*none' holds no summary.csv; name a folder of results that the run verb has written.\\s*$", missing.Errors);
    }

    /// <summary>A folder of results with one partition; genres alternate.</summary>
    private void Write(string run, int trackCount, Func<int, int> label, double mean, string name = "model", Func<int, int>? order = null)
    {
        var assignments = new CsvTable("track_id", "genre", $"{name}/k-means/k=2");
        for (var i = 0; i < trackCount; i++)
        {
            var track = order?.Invoke(i) ?? i;
            assignments.Add($"t{track}", track % 2 == 0 ? "even" : "odd", label(track));
        }

        assignments.Write(Path.Combine(folder[run], "assignments.csv"));
        var summary = new CsvTable("representation", "clusterer", "parameters", "metric", "mean", "std", "ci_low", "ci_high", "n_seeds");
        summary.Add(name, "k-means", "k=2", "ari", mean, 0.01, mean - 0.1, mean + 0.1, 2);
        summary.Write(Path.Combine(folder[run], "summary.csv"));
    }
}
