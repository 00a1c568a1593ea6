using System.Diagnostics;
using System.Runtime.InteropServices;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Lyrics.Whisper.Native;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper.Native;

public sealed class WhisperLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private WhisperPlaces Places => new(Repository.Root, folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_RealLibrary_TellsItsVersion()
    {
        var library = RealLibrary.Load(folder);

        Assert.Matches(@"^1\.\d+\.\d+", library.Version);
        Assert.Equal(RealLibrary.Require(), library.Path);
        Assert.Same(library, RealLibrary.Load(folder));
    }

    [Fact]
    public void Find_NamedFileThatIsMissing_IsOneSentence()
    {
        var error = Assert.Throws<UserException>(() => Find("nowhere/libwhisper.so"));

        Assert.StartsWith("Whisper library 'nowhere/libwhisper.so' does not exist; set lyrics.whisper.library or ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FileThatIsNoLibrary_IsOneSentence()
    {
        File.WriteAllText(folder["libwhisper.so"], "no library");

        var error = Assert.Throws<UserException>(() => Find(folder["libwhisper.so"]));

        Assert.StartsWith($"Whisper library '{folder["libwhisper.so"]}' cannot be loaded: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Find_AnotherLibrary_NamesTheFunctionThatItLacks()
    {
        // One that every .NET program has loaded.
        var other = Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
            .First(module => module.FileName.EndsWith("libSystem.Native.so", StringComparison.Ordinal)).FileName;

        var error = Assert.Throws<UserException>(() => Find(other));

        Assert.StartsWith($"Library '{other}' has no function whisper_context_default_params_by_ref, so it is not whisper.cpp of 1.8.4 to 1.9.3; ",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lyrics_NoLibraryAnywhere_EndsTheRunOnlyWhereWordsAreRequired()
    {
        Assert.SkipWhen(NativeLibrary.TryLoad("libwhisper.so.1", out _) || NativeLibrary.TryLoad("libwhisper.so", out _), "This system has a libwhisper.");
        using var run = new SmallRun(2);
        Directory.CreateDirectory(folder["empty"]);
        string[] settings = ["--set", "lyrics.sources=[\"files\",\"whisper\"]", "--set", $"lyrics.whisper.feed={folder["empty"]}"];

        var required = CliProcess.Run(run.Arguments("lyrics", [.. settings, "--set", "lyrics.required=true"]), (WhisperPlaces.LibraryVariable, ""));
        var optional = CliProcess.Run(run.Arguments("lyrics", [.. settings, "--set", "lyrics.required=false"]), (WhisperPlaces.LibraryVariable, ""));

        Assert.Equal(1, required.ExitCode);
        Assert.Contains("Whisper's native library is not installed on this machine and package Whisper.net.Runtime 1.9.1 cannot be fetched",
            required.Errors, StringComparison.Ordinal);
        Assert.Equal(0, optional.ExitCode);
        var rows = Table.Read<UnansweredRow>(optional.Folder);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.StartsWith("Whisper's native library is not installed", row.Reason, StringComparison.Ordinal));
    }

    private WhisperLibrary? Find(string library) => WhisperLibrary.Find(new WhisperOptions { Library = library }, Places);
}
