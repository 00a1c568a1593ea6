using System.Runtime.InteropServices;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Lyrics.Whisper.Native;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Fetching the native library with <c>dotnet restore</c>, from a feed that the test makes.</summary>
public sealed class WhisperPackageTests : IDisposable
{
    private static readonly string Identifier = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    private readonly TemporaryFolder folder = new();

    private WhisperPlaces Places => new(Repository.Root, folder["cache"]);

    private string Feed => folder["feed"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fetch_FolderFeed_CopiesTheNativeFilesOfThisMachine()
    {
        PackageFeed.Add(Feed, "Whisper.net.Runtime", $"runtimes/{Identifier}", ("libwhisper.so", [1, 2]), ("libggml-whisper.so", [3]), ("readme.txt", [4]));

        // A run that was killed left its scratch folder.
        Directory.CreateDirectory(Path.Combine(Places.NativeFolder, ".cpu-scratch", "files", "half"));

        Fetch(WhisperRuntime.Cpu);

        var target = WhisperPackage.Folder(Places, WhisperRuntime.Cpu);
        Assert.EndsWith("native/whisper-cpu-1.9.1", target, StringComparison.Ordinal);
        Assert.Equal(["libggml-whisper.so", "libwhisper.so"], Directory.EnumerateFiles(target).Select(Path.GetFileName).Order());
        Assert.Equal([1, 2], File.ReadAllBytes(Path.Combine(target, "libwhisper.so")));
        Assert.Equal(["whisper-cpu-1.9.1", "whisper-cpu-1.9.1.lock"],
            Directory.EnumerateFileSystemEntries(Places.NativeFolder).Select(Path.GetFileName).Order());

        // What is there is not fetched again.
        Directory.Delete(Feed, recursive: true);
        Fetch(WhisperRuntime.Cpu);
    }

    [Fact]
    public void Fetch_Cuda_TakesTheOtherPackage()
    {
        PackageFeed.Add(Feed, "Whisper.net.Runtime.Cuda", $"runtimes/cuda/{Identifier}", ("libwhisper.so", [1]), ("libggml-cuda-whisper.so", [2]));

        Fetch(WhisperRuntime.Cuda);

        Assert.True(File.Exists(Path.Combine(WhisperPackage.Folder(Places, WhisperRuntime.Cuda), "libggml-cuda-whisper.so")));
    }

    [Fact]
    public void Fetch_FeedWithoutThePackage_IsOneSentenceWithTheOtherWays()
    {
        Directory.CreateDirectory(Feed);

        var error = Assert.Throws<UserException>(() => Fetch(WhisperRuntime.Cpu));

        Assert.StartsWith("Whisper's native library is not installed on this machine and package Whisper.net.Runtime 1.9.1 cannot be fetched (NU1101: ",
            error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; set lyrics.whisper.library or MUSICCLUSTER_WHISPER_LIBRARY to a libwhisper.so of 1.8.4 "
            + "to 1.9.3, or install the system's own (libwhisper.so.1).", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.EnumerateDirectories(Places.NativeFolder));
    }

    [Fact]
    public void Fetch_PackageForOtherMachines_IsOneSentence()
    {
        PackageFeed.Add(Feed, "Whisper.net.Runtime", "runtimes/win-x64", ("libwhisper.so", [1]));

        var error = Assert.Throws<UserException>(() => Fetch(WhisperRuntime.Cpu));

        Assert.StartsWith($"Package Whisper.net.Runtime 1.9.1 has no libwhisper.so for {Identifier}; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Lyrics_NoLibraryAnywhere_FetchesOneAndHears()
    {
        var library = RealLibrary.Require();
        PackageFeed.Add(Feed, "Whisper.net.Runtime", $"runtimes/{Identifier}", ("libwhisper.so", File.ReadAllBytes(library)));
        using var run = new SmallRun(2);
        string[] settings = ["--set", "lyrics.sources=[\"whisper\"]", "--set", $"lyrics.whisper.feed={Feed}",
            "--set", $"lyrics.whisper.model={TinyModel.Write(folder["tiny.bin"])}"];

        var result = CliProcess.Run(run.Arguments("lyrics", settings), (WhisperPlaces.LibraryVariable, ""));

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.True(File.Exists(Path.Combine(run.Cache, "native", "whisper-cpu-1.9.1", "libwhisper.so")));
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(run.Cache, "transcripts"), "*.json", SearchOption.AllDirectories).Count());
        var doctor = CliProcess.Run(["doctor", "--cache", run.Cache], (WhisperPlaces.LibraryVariable, ""));
        Assert.Contains($"{run.Cache}/native/whisper-cpu-1.9.1/libwhisper.so, version 1.9.", doctor.Output, StringComparison.Ordinal);
    }

    private void Fetch(WhisperRuntime runtime) => WhisperPackage.Fetch(
        new WhisperOptions { Runtime = runtime, Feed = Feed }, Places, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
}
