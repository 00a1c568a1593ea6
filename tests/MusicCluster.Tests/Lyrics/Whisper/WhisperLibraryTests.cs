using System.Diagnostics;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class WhisperLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_NothingNamed_IsThePackagesBesideTheProgram()
    {
        var library = RealLibrary.Load(folder);

        Assert.Equal("1.8.5", library.Version);
        Assert.Equal(Packaged(AppContext.BaseDirectory), library.Path);
        Assert.Same(library, RealLibrary.Load(folder));
    }

    [Fact]
    public void Doctor_LibraryThatIsNamed_IsTheOneThatWhisperNetLoads()
    {
        // Under another name and in a folder of its own, as people have them.
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(RealLibrary.Load(folder).Path)!))
        {
            File.Copy(file, folder[Path.GetFileName(file) == "libwhisper.so" ? "my-whisper.so.1" : Path.GetFileName(file)]);
        }

        var doctor = CliProcess.Run(["doctor", "--cache", folder["cache"]], (WhisperPlaces.LibraryVariable, folder["my-whisper.so.1"]));

        Assert.Contains($"whisper       {folder["my-whisper.so.1"]}, version 1.8.5; ", doctor.Output, StringComparison.Ordinal);
        var link = Assert.Single(Directory.EnumerateFiles(folder["cache"], "libwhisper.so", SearchOption.AllDirectories));
        Assert.Equal(folder["my-whisper.so.1"], new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Load_NamedFileThatIsMissing_IsOneSentence()
    {
        var error = Assert.Throws<UserException>(() => Load("nowhere/libwhisper.so"));

        Assert.StartsWith("Whisper library 'nowhere/libwhisper.so' does not exist; set lyrics.whisper.library or ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIsNoLibrary_IsOneSentence()
    {
        File.WriteAllText(folder["libwhisper.so"], "no library");

        var error = Refusal(folder["libwhisper.so"]);

        Assert.StartsWith($"Whisper library '{folder["libwhisper.so"]}' cannot be loaded: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Load_AnotherLibrary_IsOneSentence()
    {
        // One that every .NET program has loaded.
        var other = Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
            .First(module => module.FileName.EndsWith("libSystem.Native.so", StringComparison.Ordinal)).FileName;

        Assert.StartsWith($"Library '{other}' has no function whisper_version, so it is not whisper.cpp of 1.8.4 to 1.9.3; ",
            Refusal(other), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_NoOpenMp_NamesThePackageToInstall() => Assert.Equal(
        "Whisper library '/x/libwhisper.so' cannot be loaded: libgomp.so.1: cannot open shared object file: No such file or directory; "
        + "install libgomp1 (sudo apt-get install libgomp1), or set lyrics.whisper.library or MUSICCLUSTER_WHISPER_LIBRARY to a libwhisper.so "
        + "of whisper.cpp 1.8.4 to 1.9.3.",
        WhisperLibrary.Refusal("/x/libwhisper.so",
        [
            "libggml-base-whisper.so.0: cannot open shared object file: No such file or directory",
            "libgomp.so.1: cannot open shared object file: No such file or directory",
            "libggml-whisper.so.0: cannot open shared object file: No such file or directory",
        ]));

    [Fact]
    public void Lyrics_SystemWithoutOpenMp_TakesLibtorchs()
    {
        // A file of that name which is no library hides the one that the system has.
        File.WriteAllText(folder["libgomp.so.1"], "");
        using var run = new SmallRun(1);
        string[] settings = ["--set", "lyrics.sources=[\"whisper\"]", "--set", $"lyrics.whisper.model={TinyModel.Write(folder["tiny.bin"])}"];

        var result = CliProcess.Run(run.Arguments("lyrics", settings), ("LD_LIBRARY_PATH", folder.Path));

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(run.Cache, "transcripts"), "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public void Doctor_ProcessorWithoutAvx2_IsOneSentence()
    {
        var doctor = CliProcess.Run(["doctor"], ("DOTNET_EnableAVX2", "0"));

        Assert.Contains("needs a processor with AVX2 and FMA, and this one has not both; set lyrics.whisper.library ", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lyrics_BuildWithoutCuda_EndsTheRunOnlyWhereLyricsAreRequired()
    {
        using var run = new SmallRun(2);
        string[] settings = ["--set", "lyrics.sources=[\"files\",\"whisper\"]", "--set", "lyrics.whisper.runtime=cuda"];

        var required = CliProcess.Run(run.Arguments("lyrics", [.. settings, "--set", "lyrics.required=true"]));
        var optional = CliProcess.Run(run.Arguments("lyrics", [.. settings, "--set", "lyrics.required=false"]));

        Assert.Equal(1, required.ExitCode);
        Assert.Matches(@"Whisper's native library '[^']+/runtimes/cuda/linux-x64/libwhisper.so' is not there, where package Whisper.net.Runtime.Cuda puts it; "
            + "build with --whisper=cuda, or set lyrics.whisper.runtime to cpu, or set lyrics.whisper.library ", required.Errors);
        Assert.Equal(0, optional.ExitCode);
        var rows = Table.Read<UnansweredRow>(optional.Folder);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.StartsWith("Whisper's native library '", row.Reason, StringComparison.Ordinal));
    }

    /// <summary>Up to the package, which not every source of packages has.</summary>
    [Theory]
    [InlineData("cpu", "Whisper.net.Runtime")]
    [InlineData("cuda", "Whisper.net.Runtime.Cuda")]
    public void Build_WhisperBackend_ChoosesThePackage(string backend, string package)
    {
        var start = new ProcessStartInfo("dotnet",
            ["msbuild", Path.Combine(Repository.Root, "src", "MusicCluster"), $"-p:TorchBackend=cpu;WhisperBackend={backend}", "-getItem:PackageReference"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var items = System.Text.Json.JsonDocument.Parse(process.StandardOutput.ReadToEnd());

        var names = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!).Where(name => name.StartsWith("Whisper", StringComparison.Ordinal));

        Assert.Equal(["Whisper.net", package], names);
    }

    private static string Packaged(string program) => Path.Combine(program, "runtimes", "linux-x64", "libwhisper.so");

    private WhisperLibrary Load(string library) =>
        WhisperLibrary.Load(new WhisperOptions { Library = library }, new WhisperPlaces(Repository.Root, folder.Path));

    /// <summary>In a process of its own: here the package's may be loaded already.</summary>
    private string Refusal(string library)
    {
        var doctor = CliProcess.Run(["doctor", "--cache", folder["cache"]], (WhisperPlaces.LibraryVariable, library));
        const string Head = "whisper       ";
        return doctor.Output[(doctor.Output.IndexOf(Head, StringComparison.Ordinal) + Head.Length)..].Split('\n')[0];
    }
}
