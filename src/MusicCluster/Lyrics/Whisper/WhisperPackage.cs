using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Lyrics.Whisper.Native;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>Brings the native library out of a NuGet package into the cache, once.</summary>
internal static partial class WhisperPackage
{
    /// <summary>The library's file in the package and in the cache.</summary>
    public const string LibraryName = "libwhisper.so";

    /// <summary>The version that <c>build/native/WhisperRuntime.csproj</c> names.</summary>
    public const string Version = "1.9.1";

    /// <summary>Where the files of a package go.</summary>
    public static string Folder(WhisperPlaces places, WhisperRuntime runtime) => Path.Combine(places.NativeFolder, $"whisper-{Word(runtime)}-{Version}");

    /// <summary>Restores the package into a scratch folder and copies its native files; two processes share one fetch.</summary>
    /// <exception cref="UserException">The package cannot be had or has no library for this machine.</exception>
    public static void Fetch(WhisperOptions options, WhisperPlaces places, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var target = Folder(places, options.Runtime);
        using var owner = FileLock.Acquire(target + ".lock", cancellation);
        if (File.Exists(Path.Combine(target, LibraryName)))
        {
            return;
        }

        progress.Report(new StageProgress($"fetching {PackageOf(options.Runtime)} {Version}", 0, 0, "packages"));
        // Ours alone as long as we hold the lock: what is there was left by a run that was killed.
        var scratch = Path.Combine(places.NativeFolder, $".{Word(options.Runtime)}-scratch");
        try
        {
            Remove(scratch);
            Directory.CreateDirectory(scratch);
            Restore(options, places, scratch, cancellation);
            Copy(Path.Combine(scratch, "packages"), options.Runtime, Path.Combine(scratch, "files"));
            Remove(target);
            Directory.Move(Path.Combine(scratch, "files"), target);
        }
        finally
        {
            Remove(scratch);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Restore(WhisperOptions options, WhisperPlaces places, string scratch, CancellationToken cancellation)
    {
        if (!File.Exists(places.RuntimeProject))
        {
            throw Failure(options, $"'{places.RuntimeProject}' does not exist");
        }

        string[] arguments =
        [
            "restore", places.RuntimeProject, "--packages", Path.Combine(scratch, "packages"), "--verbosity", "quiet", "-nologo",
            $"-p:WhisperRuntime={Word(options.Runtime)}", $"-p:ScratchFolder={scratch}",
            .. options.Feed.Length > 0 ? ["--source", FeedOf(options.Feed, places)] : Array.Empty<string>(),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = scratch };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Start(start, options);
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw Failure(options, Reason(output));
        }
    }

    private static Process Start(ProcessStartInfo start, WhisperOptions options)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw Failure(options, $"dotnet cannot be started: {error.Message}");
        }
    }

    /// <summary>Copies the native files of this machine: the folder of its runtime identifier that holds the library.</summary>
    private static void Copy(string packages, WhisperRuntime runtime, string target)
    {
        var identifier = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var folder = Directory.EnumerateFiles(packages, LibraryName, SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!)
            .Where(path => Path.GetFileName(path) == identifier).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new UserException($"Package {PackageOf(runtime)} {Version} has no {LibraryName} for {identifier}; {WhisperLibrary.Advice}.");
        Directory.CreateDirectory(target);
        foreach (var path in Directory.EnumerateFiles(folder, "*.so*"))
        {
            File.Copy(path, Path.Combine(target, Path.GetFileName(path)));
        }
    }

    private static UserException Failure(WhisperOptions options, string reason) => new(
        $"Whisper's native library is not installed on this machine and package {PackageOf(options.Runtime)} "
        + $"{Version} cannot be fetched ({reason}); {WhisperLibrary.Advice}.");

    /// <summary>NuGet's own words, from the code of the error on.</summary>
    private static string Reason(string output) =>
        ErrorPattern().Match(output) is { Success: true } match ? match.Groups[1].Value.Trim().TrimEnd('.')
        : output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault("dotnet restore failed");

    private static string FeedOf(string feed, WhisperPlaces places) =>
        Uri.TryCreate(feed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? feed : Path.GetFullPath(feed, places.Root);

    /// <summary>The package of a runtime.</summary>
    public static string PackageOf(WhisperRuntime runtime) => runtime == WhisperRuntime.Cuda ? "Whisper.net.Runtime.Cuda" : "Whisper.net.Runtime";

    private static string Word(WhisperRuntime runtime) => runtime == WhisperRuntime.Cuda ? "cuda" : "cpu";

    [GeneratedRegex(@"error (NU\d+: [^\n\[]*)")]
    private static partial Regex ErrorPattern();
}
