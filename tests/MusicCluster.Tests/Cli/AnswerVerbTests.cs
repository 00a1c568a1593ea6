using System.Text.Json;
using MusicCluster.Pipeline.Playlists;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>The verbs that ask a finished run, as a user types them, of the published sample.</summary>
public sealed class AnswerVerbTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "results", "sample");

    [Fact]
    public void Similar_Table_HasItsColumnsAndAsManyRowsAsAskedFor()
    {
        var lines = Lines("similar", "1", "--count", "4");
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("rank  track_id  title", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Similar_JsonAndCsv_SayTheSame()
    {
        var rows = JsonDocument.Parse(Ask("similar", "1", "2", "--format", "json").Output).RootElement.EnumerateArray().ToList();
        var lines = Lines("similar", "1", "2", "--format", "csv");
        Assert.Equal(20, rows.Count);
        Assert.Equal(rows.Select(row => row.GetProperty("track_id").GetString()), lines.Skip(1).Select(line => line.Split(',')[1]));
        Assert.DoesNotContain(rows, row => row.GetProperty("track_id").GetString() is "1" or "2");
    }

    [Fact]
    public void Similar_Playlist_HoldsTheSameTracksInOrder()
    {
        var rows = JsonDocument.Parse(Ask("similar", "1", "--format", "json").Output).RootElement.EnumerateArray().ToList();
        var entries = Playlist.Parse(Ask("similar", "1", "--format", "m3u8", "--audio", Repository.Sample).Output);
        Assert.All(entries, entry => Assert.True(File.Exists(Path.GetFullPath(entry.Path)), entry.Path));
        Assert.Equal(rows.Select(row => row.GetProperty("path").GetString()!), entries.Select(entry => Path.GetRelativePath(Repository.Sample, entry.Path)));
        Assert.Equal(Lines("path", "1", "61", "--format", "csv").Length, Playlist.Parse(Ask("path", "1", "61", "--format", "m3u8").Output).Count + 1);
    }

    [Fact]
    public void Path_SaysItsLargestStepBesideThatOfChance()
    {
        var result = Ask("path", "1", "61", "--steps", "6", "--format", "csv");
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal("position,track_id,title,artist,genre,step,path", lines[0].TrimEnd());
        Assert.InRange(lines.Length, 3, 8);
        Assert.Matches(@"^Largest step [0-9.]+; of random sequences between the same two [0-9.]+ \(median\)\.", result.Errors);
    }

    [Theory]
    [InlineData(1, "No track is 'no such song'", "similar", "no such song")]
    [InlineData(1, "'nope' is no representation of", "similar", "1", "--representation", "nope")]
    [InlineData(2, "--count is 0; it must be 1 or more.", "similar", "1", "--count", "0")]
    [InlineData(2, "--steps is -1; it must be 1 or more.", "path", "1", "2", "--steps", "-1")]
    [InlineData(1, "holds no tracks.csv with embeddings", "path", "1", "2", "--results", "data")]
    public void Ask_WrongQuestion_IsOneSentence(int exitCode, string expected, params string[] arguments)
    {
        var result = arguments.Contains("--results") ? CliResult.Of(arguments) : Ask(arguments);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    private static string[] Lines(params string[] arguments)
    {
        var result = Ask(arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output.TrimEnd().Split('\n');
    }

    private static CliResult Ask(params string[] arguments) => CliResult.Of([.. arguments, "--results", Sample]);
}
