using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MusicCluster.Foundation;

namespace MusicCluster.Models.Torch;

/// <summary>A libtorch that lies somewhere else than the package's, such as the <c>lib</c> folder of a Python torch.</summary>
internal static partial class LibtorchFolder
{
    /// <summary>The version that TorchSharp's binding is built for.</summary>
    public const string NeededVersion = "2.10.0";

    private const int ResolveLater = 1;
    private const int ResolveNow = 2;
    private const int ForAll = 0x100;

    // In the order in which they need each other; those of CUDA are there in a build that has it.
    private static readonly string[] Libraries = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];
    private static readonly string[] Optional = ["libc10_cuda.so", "libtorch_cuda.so"];

    /// <summary>Loads the libraries of a folder, so that the binding finds them before the package's own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="binding">TorchSharp's own library, loaded last.</param>
    /// <param name="isPackage">Whether it is the one that the build put there, which needs no check.</param>
    /// <exception cref="UserException">They are missing, of another version, or cannot be loaded.</exception>
    public static void Load(string folder, string binding, bool isPackage)
    {
        if (Libraries.Except(Optional).FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
        {
            throw new UserException(
                $"libtorch's folder '{folder}' has no {missing}; let compute.libtorch name a folder with its libraries, such as the lib of a Python torch.");
        }

        var version = isPackage ? NeededVersion : Version(folder);
        if (version is not null && version != NeededVersion)
        {
            throw new UserException($"libtorch's folder '{folder}' holds version {version}; this program needs {NeededVersion}.");
        }

        foreach (var path in Libraries.Select(name => Path.Combine(folder, name)).Where(File.Exists).Append(binding))
        {
            // Of a stranger all symbols at once: a version that does not fit shows here, not in the middle of a training.
            if (Open(path, (isPackage ? ResolveLater : ResolveNow) | ForAll) == 0)
            {
                var reason = (Marshal.PtrToStringUTF8(Error()) ?? "unknown error").ReplaceLineEndings(" ").TrimEnd('.');
                throw new UserException(
                    $"libtorch's folder '{folder}' (version {version ?? "unknown"}) cannot be used: {reason}; this program needs libtorch {NeededVersion}.");
            }
        }
    }

    /// <summary>The version by the files beside the folder or in it, without the build's own ending; null where none says it.</summary>
    public static string? Version(string folder)
    {
        foreach (var name in (string[])["version.py", "build-version"])
        {
            var path = Path.Combine(folder, "..", name);
            if (File.Exists(path) && VersionPattern().Match(File.ReadAllText(path)) is { Success: true } match)
            {
                return match.Value;
            }
        }

        var python = Path.Combine(folder, "libtorch_python.so");
        return File.Exists(python) && File.ReadAllBytes(python).AsSpan().IndexOf("\02.10.0\0"u8) >= 0 ? NeededVersion : null;
    }

    /// <summary>The folders from which this process has libtorch, by its own memory map.</summary>
    public static IReadOnlyList<string> Loaded() =>
    [
        .. File.ReadLines("/proc/self/maps").Where(line => line.EndsWith("/libtorch_cpu.so", StringComparison.Ordinal))
            .Select(line => Path.GetDirectoryName(line[line.IndexOf('/', StringComparison.Ordinal)..])!).Distinct(),
    ];

    [LibraryImport("libc.so.6", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "dlerror")]
    private static partial nint Error();

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionPattern();
}
