using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary><c>musiccluster run FOLDER</c>: somebody's music as it is, without a profile.</summary>
public sealed class OwnMusicTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_FolderOfMusic_EndsWithItsReport()
    {
        Id3.Write(folder["music/Rock 'n' \"Roll\"/one 🎵.mp3"], 1, ("TIT2", "First"), ("TPE1", "Somebody"), ("TDRC", "2001"));
        Id3.Write(folder["music/Rock 'n' \"Roll\"/" + new string('x', 251) + ".mp3"], 2);
        Id3.Write(folder["music/Ambient/three.mp3"], 61, ("TIT2", "=1+1"), ("TCON", "Drone"));
        Id3.Write(folder["music/Ambient/deep/four.mp3"], 62);
        Id3.Write(folder["music/five.mp3"], 63, ("TCON", "Drone"));
        File.WriteAllText(folder["music/broken.mp3"], "not audio");
        File.CreateSymbolicLink(folder["music/gone.mp3"], "nowhere.mp3");
        File.CreateSymbolicLink(folder["music/Ambient/loop"], "..");

        var result = Run("--set", "models=[\"mfcc-pca\"]", "--set", "seeds=[0]");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(folder["results"], result.Folder);
        Assert.StartsWith("# MusicCluster: music\n", File.ReadAllText(folder["results/report.md"]), StringComparison.Ordinal);
        var tracks = File.ReadAllLines(Directory.GetFiles(Path.Combine(folder["cache"], "fetch"), "tracks.csv", SearchOption.AllDirectories).Single());
        Assert.Contains("Rock 'n' \"\"Roll\"\"/one 🎵.mp3\",\"Rock 'n' \"\"Roll\"\"\",First,Somebody,,2001",
            tracks.Single(line => line.Contains("one 🎵", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("five.mp3,five.mp3,Drone,", tracks.Single(line => line.StartsWith("five", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("three.mp3,Ambient,=1+1,", tracks.Single(line => line.Contains("three", StringComparison.Ordinal)), StringComparison.Ordinal);
        var failures = File.ReadAllLines(folder["results/failures.csv"]);
        Assert.True(failures.Length == 3, string.Join("\n", failures));
        Assert.Contains(failures,
            line => line.StartsWith("gone.mp3,fetch,\"audio file is a link to 'nowhere.mp3', which is missing\"", StringComparison.Ordinal));
        Assert.Contains(failures, line => line.StartsWith("broken.mp3,features,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tag", "Drone", "")]
    [InlineData("none", "", "")]
    public void Fetch_GenreSource_IsTheProfiles(string source, string tagged, string untagged)
    {
        Id3.Write(folder["music/Folder/a.mp3"], 1, ("TCON", "Drone"));
        Id3.Write(folder["music/Folder/b.mp3"], 2);
        var fetched = CliResult.Of("fetch", "--profile", "my-music", "--set",
            $"corpus.path={folder["music"]}", "--set", $"corpus.genre={source}", "--cache", folder["cache"]);
        Assert.Equal(
            [$"Folder/a.mp3,Folder/a.mp3,{tagged},a,,,", $"Folder/b.mp3,Folder/b.mp3,{untagged},b,,,"],
            File.ReadAllLines(Path.Combine(fetched.Folder, "tracks.csv")).Skip(1));
    }

    [Fact]
    public void Run_FolderAndProfileOrNoFolder_IsExitCodeTwo()
    {
        Assert.Contains("is no folder", Wrong("run", folder["none"]), StringComparison.Ordinal);
        Assert.Contains("Both the folder", Wrong("run", folder.Path, "--profile", "sample"), StringComparison.Ordinal);
        Assert.Contains("is not known to 'fetch'", Wrong("fetch", folder.Path), StringComparison.Ordinal);

        static string Wrong(params string[] arguments)
        {
            var result = CliResult.Of(arguments);
            Assert.Equal(2, result.ExitCode);
            return result.Errors;
        }
    }

    private CliResult Run(params string[] more) =>
        CliResult.Of(["run", folder["music"], "--out", folder["results"], "--cache", folder["cache"], "--set",
            "features.crops=0", "--set", "evaluation={\"bootstrapCount\":100,\"permutationCount\":100}", .. more]);
}
