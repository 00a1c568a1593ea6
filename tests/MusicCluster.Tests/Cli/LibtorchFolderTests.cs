using System.Diagnostics;
using MusicCluster.Models.Torch;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>libtorch from a folder of choice, each in a process of its own: a process loads libtorch once.</summary>
public sealed class LibtorchFolderTests : IDisposable
{
    private const string Library = "libtorch_cpu.so";
    private readonly TemporaryFolder folder = new();

    private static string Package => Path.Combine(AppContext.BaseDirectory, "libtorch");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Doctor_LibrariesMovedElsewhere_AreTakenFromThere(bool byVariable)
    {
        var place = Move();
        var (output, exitCode) = Doctor(byVariable ? place : null, byVariable ? [] : ["--set", $"compute.libtorch={place}"]);
        Assert.Contains($"libtorch {LibtorchFolder.NeededVersion}.0 from {place}, ", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Doctor_OtherVersion_IsOneSentence()
    {
        var place = Move();
        File.WriteAllText(folder["torch/version.py"], "__version__ = '2.4.1+cu121'\n");
        var (output, exitCode) = Doctor(place, []);
        Assert.Contains($"libtorch's folder '{place}' holds version 2.4.1; this program needs 2.10.0.", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void Doctor_FolderWithoutLibraries_NamesTheFirstThatIsMissing() =>
        Assert.Contains($"libtorch's folder '{folder.Path}' has no libc10.so; ", Doctor(folder.Path, []).Output, StringComparison.Ordinal);

    [Fact]
    public void Doctor_LibraryThatCannotBeLoaded_IsOneSentence()
    {
        var place = Move();
        File.Delete(Path.Combine(place, Library));
        File.WriteAllText(Path.Combine(place, Library), "no library");
        var (output, exitCode) = Doctor(place, []);
        Assert.Contains(" cannot be used: ", output, StringComparison.Ordinal);
        Assert.Contains("this program needs libtorch 2.10.0.", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    /// <summary>The package's libraries under another folder, as a Python torch has them.</summary>
    private string Move()
    {
        var place = Directory.CreateDirectory(folder["torch/lib"]).FullName;
        foreach (var path in Directory.EnumerateFiles(Package))
        {
            File.Copy(path, Path.Combine(place, Path.GetFileName(path)));
        }

        return place;
    }

    private (string Output, int ExitCode) Doctor(string? variable, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", typeof(MusicCluster.Cli.CommandLine).Assembly.Location, "doctor", "--cache", folder["cache"], .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        };
        start.Environment["MUSICCLUSTER_LIBTORCH"] = variable;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output + errors.GetAwaiter().GetResult(), process.ExitCode);
    }
}
