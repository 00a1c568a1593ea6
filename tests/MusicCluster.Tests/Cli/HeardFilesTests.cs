using System.Diagnostics;
using MusicCluster.Audio.Decoding.Native;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation.Tables;
using MusicCluster.Tests.Audio;
using MusicCluster.Tests.Features.Songs;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>A folder whose files come, go and move: what has been heard is not heard again, and the bytes are those of a fresh run.</summary>
public sealed class HeardFilesTests : IDisposable
{
    private const int Rate = 22_050;
    private readonly TemporaryFolder folder = new();

    public HeardFilesTests()
    {
        Directory.CreateDirectory(folder["music"]);
        File.WriteAllText(folder["heard.json"], """
            { "corpus": { "path": "music", "genre": "none" }, "features": { "crops": 4 }, "models": [ "mfcc-pca" ] }
            """.Replace("\"music\"", $"\"{folder["music"]}\"", StringComparison.Ordinal));
        for (var i = 0; i < 5; i++)
        {
            Song($"{i}.wav", i, 12);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_FilesAddedRenamedRemoved_HearOnlyWhatIsNew()
    {
        Run("cache");
        Assert.Equal(5, Entries().Count);

        Song("later.wav", 9, 15);
        var before = Entries();
        AssertSameAsFresh();
        Assert.Equal(6, Entries().Count);
        Assert.Subset(Entries().ToHashSet(), before.ToHashSet());

        File.Move(folder["music/1.wav"], folder["music/moved.wav"]);
        File.Delete(folder["music/3.wav"]);
        before = Entries();
        AssertSameAsFresh();
        Assert.Equal(before, Entries());
    }

    [Fact]
    public void Features_DamagedEntry_IsHeardAgain()
    {
        var expected = Files(Run("cache").Folder);
        var entry = Entries()[2];
        var bytes = File.ReadAllBytes(entry);
        foreach (var damaged in new[] { [], bytes[..100], Flipped(bytes, 200), Flipped(bytes, bytes.Length - 5), new byte[bytes.Length] })
        {
            File.WriteAllBytes(entry, damaged);
            Directory.Delete(folder["cache/features"], recursive: true);
            Assert.Equal(expected, Files(Run("cache").Folder));
            Assert.Equal(bytes, File.ReadAllBytes(entry));
        }
    }

    [Fact]
    public void Features_OtherSettings_AreOtherRows()
    {
        Run("cache");
        Run("cache", "--set", "features.crops=3");
        Assert.Equal(10, Entries().Count);
    }

    [Fact]
    public void Doctor_SaysWhatIsKept()
    {
        Run("cache");
        var said = CliResult.Of("doctor", "--profile", folder["heard.json"], "--cache", folder["cache"]);
        Assert.Matches(@"features +5 files have been heard; their rows take [0-9.]+ (KiB|MiB) of the cache", said.Output);
    }

    [Fact]
    public void Features_FileThatBreaksOff_IsKeptWithANote()
    {
        // Half of an MP3 whose header promises the whole.
        var song = File.ReadAllBytes(SampleClips.Clip(1));
        File.WriteAllBytes(folder["music/cut.mp3"], song[..(song.Length / 2)]);
        var tracks = Table.Read<FeatureTrackRow>(Run("cache").Folder);
        Assert.StartsWith("the file breaks off after ", tracks.Single(track => track.TrackId == "cut.mp3").Note, StringComparison.Ordinal);
        Assert.All(tracks.Where(track => track.TrackId != "cut.mp3"), track => Assert.Empty(track.Note));
    }

    [Fact]
    public void Features_LongerThanListening_IsToldOf()
    {
        var result = Run("cache", "--set", "features.maximumDuration=10", "--set", "features.minimumDuration=1");
        Assert.All(Table.Read<FeatureTrackRow>(result.Folder), track => Assert.Equal("heard to 10 of 12 s, features.maximumDuration", track.Note));
        Assert.Contains("5 tracks, 5 of them heard in part (tracks.csv says why)", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Features_NoNumberInTheMiddle_IsASentence(float value)
    {
        var song = TestSongs.Melody(8, 20 * Rate);
        song[300_000] = value;
        WavFile.Write(folder["music/odd.wav"], song);
        var failure = Table.Read<TrackFailure>(Run("cache").Folder).Single();
        Assert.Contains("sample 300000 is not finite", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(5, Entries().Count);
    }

    [Fact]
    public void Features_PipesAndDevices_AreNotWaitedFor()
    {
        Assert.True(ShellCommand("mkfifo", folder["music/pipe.mp3"]));
        Assert.True(ShellCommand("mkfifo", folder["music/0.txt"]));
        File.CreateSymbolicLink(folder["music/endless.wav"], "/dev/zero");
        var failures = Table.Read<TrackFailure>(Run("cache").Folder);
        Assert.Equal(["endless.wav", "pipe.mp3"], failures.Select(failure => failure.TrackId));
        Assert.All(failures, failure => Assert.Contains("the file is empty", failure.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Features_StreamThatDoesNotEnd_IsStoppedAtTheTimeLimit()
    {
        var result = CliResult.Of("features", "--profile", folder["heard.json"], "--cache", folder["cache"], "--set", "features.timeLimitSeconds=1e-9");
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("(1058444 bytes): decoding took more than 1E-09 s and was stopped.", result.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_LinkToAnotherFile_IsHeardAnew()
    {
        Song("../elsewhere.wav", 20, 12);
        Song("../other.wav", 21, 12);
        File.CreateSymbolicLink(folder["music/link.wav"], "../elsewhere.wav");
        Run("cache");
        File.Move(folder["other.wav"], folder["elsewhere.wav"], overwrite: true);
        AssertSameAsFresh();
        Assert.Equal(7, Entries().Count);
    }

    [Fact]
    public void Features_ChainedOgg_SaysWhereItStopped()
    {
        var first = File.ReadAllBytes(Golden.Path("formats/signal.ogg"));
        File.WriteAllBytes(folder["music/chained.ogg"], [.. first, .. File.ReadAllBytes(Golden.Path("formats/tone-44k.ogg"))]);
        foreach (var decoder in Sndfile.IsUsable ? new[] { "libsndfile", "managed" } : ["managed"])
        {
            var tracks = Table.Read<FeatureTrackRow>(Run("cache", "--set", $"audio.decoder={decoder}").Folder);
            Assert.Equal("heard to 2 s, where the file breaks off or another stream begins", tracks.Single(track => track.TrackId == "chained.ogg").Note);
        }
    }

    private static bool ShellCommand(string name, string argument)
    {
        using var process = Process.Start(name, [argument]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static byte[] Flipped(byte[] bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 1;
        return copy;
    }

    private void Song(string name, int seed, int seconds) => WavFile.Write(folder[$"music/{name}"], TestSongs.Melody(seed, seconds * Rate));

    private CliResult Run(string cache, params string[] more)
    {
        var result = CliResult.Of(["features", "--profile", folder["heard.json"], "--out", folder["results"], "--cache", folder[cache], .. more]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result;
    }

    private void AssertSameAsFresh()
    {
        var fresh = $"fresh-{Directory.GetDirectories(folder.Path).Length}";
        Assert.Equal(Files(Run(fresh).Folder), Files(Run("cache").Folder));
    }

    private List<string> Entries() =>
        [.. Directory.EnumerateFiles(folder["cache/features-by-file"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Files(string output) => Directory.EnumerateFiles(output)
        .Where(path => Path.GetFileName(path) != "stage.json")
        .ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(File.ReadAllBytes(path)));
}
