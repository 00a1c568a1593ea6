using System.Diagnostics;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Playlists;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>The verb on the repository's published results of the sample.</summary>
public sealed class PlaylistsVerbTests : IDisposable
{
    private static readonly string Results = Path.Combine(Repository.Root, "results", "sample");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_Sample_EveryTrackIsInOneListAndThere()
    {
        var result = Run("--representation", "mfcc-pca");
        Assert.Equal((0, folder.Path), (result.ExitCode, result.Output.Trim()));
        var lists = Lists("mfcc-pca");
        var entries = lists.SelectMany(Playlist.Parse).ToList();
        Assert.All(entries, entry => Assert.True(File.Exists(Path.Combine(folder["mfcc-pca"], entry.Path)), entry.Path));
        Assert.Equal(Table.Read<TrackRow>(Results).Count, entries.Select(entry => entry.Path).Distinct().Count());
        Assert.InRange(lists.Length, 2, 20);
        Assert.All(entries, entry => Assert.InRange(entry.Seconds, 1, 600));
    }

    [Fact]
    public void Run_Limits_AreKept()
    {
        Assert.Equal(0, Run("--representation", "mfcc-pca", "--max-per-artist", "1", "--limit", "3").ExitCode);
        Assert.All(Lists("mfcc-pca"), text =>
        {
            var artists = Playlist.Parse(text).Select(entry => entry.Caption.Split(" - ")[0]).ToList();
            Assert.InRange(artists.Count, 1, 3);
            Assert.Equal(artists.Count, artists.Distinct().Count());
        });
    }

    [Fact]
    public void Run_NoRepresentation_WritesAFolderForEach()
    {
        Assert.Equal(0, Run().ExitCode);
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Results, "embeddings"), "*.npy").Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_NamedGroups_BeginWithTheirExemplars()
    {
        foreach (var file in new[] { "summary.csv", "tracks.csv", "assignments.csv", "evaluation.csv", "embeddings/mfcc-pca.npy" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder["results/" + file])!);
            File.Copy(Path.Combine(Results, file), folder["results/" + file]);
        }

        var key = new PartitionKey(RepresentationName.Parse("mfcc-pca"), EvaluationSettings.Read(Results).Primary);
        var labels = Table.ReadWide<AssignmentRow, int>(Results).Find(key.ToString())!.Values;
        var own = Table.Read<TrackRow>(Results).Index().Where(item => labels[item.Index] == 0).Select(item => item.Item).ToList();
        var (exemplars, none) = (new TextList([own[^1].Id, own[3].Id]), new TextList([]));
        Table.Write(
            folder["results"], [new ClusterRow(key, 0, "fast, loud", own.Count, null, null, "", null, exemplars, none, 7, none, none, none, "")]);
        Assert.Equal(0, CliResult.Of("playlists", "--results", folder["results"], "--audio", Repository.Sample, "--representation", "mfcc-pca").ExitCode);
        var entries = Playlist.Parse(File.ReadAllText(folder["results/playlists/mfcc-pca/group-7-fast-loud.m3u8"]));
        Assert.Equal(own.Count, entries.Count);
        Assert.EndsWith(own[^1].Path, entries[0].Path, StringComparison.Ordinal);
        Assert.EndsWith(own[3].Path, entries[1].Path, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["results/playlists/mfcc-pca/group-1.m3u8"]));
    }

    [Fact]
    public void Run_List_IsPlayed()
    {
        Run("--representation", "mfcc-pca", "--limit", "2");
        var list = Directory.EnumerateFiles(folder["mfcc-pca"]).First();
        var paths = Playlist.Parse(File.ReadAllText(list)).Select(entry => Path.GetFullPath(Path.Combine(folder["mfcc-pca"], entry.Path)));
        File.WriteAllLines(folder["concat.txt"], paths.Select(path => $"file '{path}'"));
        try
        {
            using var ffmpeg = Process.Start(
                "ffmpeg", ["-v", "error", "-nostdin", "-f", "concat", "-safe", "0", "-i", folder["concat.txt"], "-t", "40", "-f", "null", "-"]);
            ffmpeg.WaitForExit();
            Assert.Equal(0, ffmpeg.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed.");
        }
    }

    [Theory]
    [InlineData("Representation 'mfcc-pc' is not in '.*'; the nearest is 'mfcc-pca'.", "--representation", "mfcc-pc")]
    [InlineData("--limit is 0; it must be at least 1.", "--limit", "0")]
    [InlineData("--max-per-artist is -2; it must be at least 1.", "--max-per-artist", "-2")]
    [InlineData("None of the tracks, such as '.*', is in '.*'; set --audio to the folder of the music.", "--audio", "/no/such")]
    [InlineData("'.*' holds no tracks.csv with embeddings; name a folder of results that the run verb has written.", "--results", "/no/such")]
    public void Run_Mistake_IsOneSentenceAndExitCode2(string expected, params string[] arguments)
    {
        string[] defaults = ["--results", Results, "--audio", Repository.Sample, "--out", folder.Path];
        var kept = defaults.Chunk(2).Where(pair => pair[0] != arguments[0]).SelectMany(pair => pair);
        var result = CliResult.Of(["playlists", .. kept, .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Matches($"^{expected}\\s*$", result.Errors);
    }

    private CliResult Run(params string[] arguments) =>
        CliResult.Of(["playlists", "--results", Results, "--audio", Repository.Sample, "--out", folder.Path, .. arguments]);

    private string[] Lists(string representation) => [.. Directory.EnumerateFiles(folder[representation]).Order().Select(File.ReadAllText)];
}
