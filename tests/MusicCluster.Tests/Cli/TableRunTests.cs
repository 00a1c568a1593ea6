using System.Text.Json;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>Somebody else's embeddings, without audio.</summary>
public sealed class TableRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TableRunTests()
    {
        WriteTracks(withGenres: true);
        var rows = Enumerable.Range(0, 30).Select(i => $"{i},{(i % 3) * 5 + Jitter(i)},{(i % 3 == 1 ? 9 : 0) + Jitter(i + 50)}");
        File.WriteAllLines(folder["clear.csv"], ["track_id,x,y", .. rows.Reverse()]);
        File.WriteAllLines(folder["noise.csv"], ["track_id,x,y", .. Enumerable.Range(0, 30).Select(i => $"{i},{Jitter(i)},{Jitter(7 * i)}")]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_TwoRepresentations_AreScoredMappedAndCompared()
    {
        var result = Run();
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("clear,k-means,k=3,0,ari,1.000000,", Lines("metrics.csv"));
        Assert.Contains(Lines("comparisons.csv"),
            line => line.StartsWith("noise,k-means,k=3,ari,-", StringComparison.Ordinal) && line.Contains("worse", StringComparison.Ordinal));
        Assert.Equal(31, Lines("maps/clear.csv").Length);
        Assert.True(File.Exists(folder["results/report.md"]));
        Assert.Contains("track_id,genre,clear/k-means/k=2", Lines("assignments.csv")[0], StringComparison.Ordinal);
        Assert.Equal(7, Run().Errors.Split('\n').Count(line => line.Contains("up to date", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_OneRepresentationWithoutGenres_LeavesAgreementOut()
    {
        WriteTracks(withGenres: false);
        var result = Run("--set", $"corpus.representations={JsonSerializer.Serialize(new { clear = folder["clear.csv"] })}");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.DoesNotContain(Lines("metrics.csv"),
            line => line.Contains(",ari,0", StringComparison.Ordinal) || line.Contains(",ari,1", StringComparison.Ordinal));
        Assert.Contains(Lines("metrics.csv"), line => line.StartsWith("clear,k-means,k=3,0,silhouette,0.", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ArrayOfOtherTracks_NamesFileExpectedAndFound()
    {
        File.AppendAllText(folder["clear.csv"], "99,1,1\n");
        var result = Run();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("clear.csv' has 1 rows for unknown tracks, the first track_id '99'; the 30 tracks of the table are expected.",
            result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corpus.representations={}", "corpus.representations is empty")]
    [InlineData("corpus.representations={\"a/b\":\"x.npy\"}", "the name 'a/b'")]
    [InlineData("corpus.kind=folder", "belongs to corpus.kind \"table\"")]
    public void Run_WrongProfile_IsExitCodeTwo(string change, string expected)
    {
        var result = Run("--set", change);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private string[] Lines(string name) => File.ReadAllLines(folder[Path.Combine("results", name)]);

    private CliResult Run(params string[] more)
    {
        File.WriteAllText(folder["theirs.json"], $$"""
            {
              "corpus": { "kind": "table", "path": {{JsonSerializer.Serialize(folder["tracks.csv"])}},
                          "representations": { "clear": {{JsonSerializer.Serialize(folder["clear.csv"])}},
                                               "noise": {{JsonSerializer.Serialize(folder["noise.csv"])}} } },
              "seeds": [ 0 ], "clusterers": [ { "name": "k-means", "k": [ 2, "genres" ] }, { "name": "ward", "k": [ 3 ] }, { "name": "k-means", "k": 3 } ],
              "evaluation": { "bootstrapCount": 100, "permutationCount": 100 }
            }
            """);
        return CliResult.Of(["run", "--profile", folder["theirs.json"], "--out", folder["results"], "--cache", folder["cache"], .. more]);
    }

    private void WriteTracks(bool withGenres) => File.WriteAllLines(
        folder["tracks.csv"],
        ["track_id,genre,title", .. Enumerable.Range(0, 30).Select(i => $"{i},{(withGenres ? $"Genre {i % 3}" : "")},Title {i}")]);

    private static double Jitter(int i) => Math.Round(Math.Sin(i * 12.9898) * 0.8, 3);
}
