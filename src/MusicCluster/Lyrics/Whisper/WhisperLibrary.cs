using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using Whisper.net;
using Whisper.net.LibraryLoader;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>The native library that Whisper.net uses, the first one asked for, for the process's whole life.</summary>
/// <param name="Path">The package's file beside the program, or the one that the user names.</param>
/// <param name="Version">Of whisper.cpp, as the library reports it.</param>
/// <param name="Handle">For <see cref="SpeechProbe"/>.</param>
/// <remarks>It is opened here first: Whisper.net says neither why a library cannot be loaded nor whether its version fits.</remarks>
internal sealed unsafe record WhisperLibrary(string Path, string Version, nint Handle)
{
    private const string FileName = "libwhisper.so";

    private const string Advice = $"set lyrics.whisper.library or {WhisperPlaces.LibraryVariable} to a {FileName} of whisper.cpp 1.8.4 to 1.9.3";

    // whisper.h of these has the parameters that Whisper.net 1.9.1 passes by value; others would be handed rubbish.
    private static readonly Version Oldest = new(1, 8, 4);
    private static readonly Version TooNew = new(1, 10);
    private static readonly Lock Gate = new();
    private static WhisperLibrary? loaded;

    /// <summary>Loads the library from the first of: <c>lyrics.whisper.library</c>, the environment, the package.</summary>
    /// <exception cref="UserException">It is not there, cannot be loaded or has a version that does not fit.</exception>
    public static WhisperLibrary Load(WhisperOptions options, WhisperPlaces places)
    {
        lock (Gate)
        {
            var named = Named(options, places);
            var path = named ?? Packaged(options.Runtime);
            if (loaded is not null)
            {
                return loaded.Path == path
                    ? loaded
                    : throw new UserException(
                        $"Whisper library '{loaded.Path}' is in use by this process and '{path}' cannot be beside it; start another process.");
            }

            var handle = Open(path);
            var version = CheckedVersion(path, handle);
            LoadBackends(path, handle);
            HandOver(path, named is null ? null : places, options.Runtime);
            return loaded = new WhisperLibrary(path, version, handle);
        }
    }

    /// <summary>Where Whisper.net looks below <c>runtimes/</c>.</summary>
    private static string Identifier { get; } = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static string? Named(WhisperOptions options, WhisperPlaces places)
    {
        var given = options.Library.Length > 0 ? options.Library : Environment.GetEnvironmentVariable(WhisperPlaces.LibraryVariable) ?? "";
        return given.Length == 0 ? null
            : System.IO.Path.GetFullPath(given, places.Root) is var path && File.Exists(path) ? path
            : throw new UserException($"Whisper library '{given}' does not exist; {Advice}.");
    }

    private static string Packaged(WhisperRuntime runtime)
    {
        var (package, build) = runtime == WhisperRuntime.Cuda
            ? ("Whisper.net.Runtime.Cuda", "build with --whisper=cuda, or set lyrics.whisper.runtime to cpu")
            : ("Whisper.net.Runtime", "build again");
        var path = System.IO.Path.Combine(ProgramFolder, "runtimes", runtime == WhisperRuntime.Cuda ? "cuda" : "", Identifier, FileName);
        if (!File.Exists(path))
        {
            throw new UserException($"Whisper's native library '{path}' is not there, where package {package} puts it; {build}, or {Advice}.");
        }

        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported))
        {
            throw new UserException($"Whisper library '{path}' needs a processor with AVX2 and FMA, and this one has not both; {Advice} built without.");
        }

        return path;
    }

    /// <summary>The folder that package files are copied to, also where the program is a host that knows nothing of us.</summary>
    private static string ProgramFolder =>
        System.IO.Path.GetDirectoryName(typeof(WhisperFactory).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    /// <summary>Opens a library whose parts lie beside it: a part is found by name once it is loaded, whatever the search path.</summary>
    private static nint Open(string path)
    {
        ProvideOpenMp();
        var waiting = Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, "libggml*.so*").Order(StringComparer.Ordinal).ToList();
        while (waiting.RemoveAll(part => NativeLibrary.TryLoad(part, out _)) > 0)
        {
        }

        if (NativeLibrary.TryLoad(path, out var handle))
        {
            return handle;
        }

        throw new UserException(Refusal(path, [.. waiting.Append(path).Select(Fault)]));
    }

    /// <summary>The libraries need libgomp.so.1. Where the system has none, libtorch's own serves, which has another file name.</summary>
    private static void ProvideOpenMp()
    {
        var folder = System.IO.Path.Combine(ProgramFolder, "libtorch");
        if (!NativeLibrary.TryLoad("libgomp.so.1", out _) && Directory.Exists(folder))
        {
            Array.ForEach(Directory.GetFiles(folder, "libgomp*.so*"), path => NativeLibrary.TryLoad(path, out _));
        }
    }

    /// <summary>The sentence on a library that cannot be loaded.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="faults">What the system says of each of its parts that cannot be loaded either, and of itself, the last.</param>
    internal static string Refusal(string path, IReadOnlyList<string> faults)
    {
        // A part that is not found because it cannot be loaded itself explains nothing.
        var fault = faults.FirstOrDefault(text => !text.StartsWith("libggml", StringComparison.Ordinal), faults[^1]);
        var remedy = fault.Contains("libgomp", StringComparison.Ordinal) ? "install libgomp1 (sudo apt-get install libgomp1), or " : "";
        return $"Whisper library '{path}' cannot be loaded: {fault}; {remedy}{Advice}.";
    }

    private static string Fault(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return "unknown reason";
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            // The runtime lists every name it tried; the system's own words are on the first line about this path.
            var lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Where(line => !line.StartsWith("Unable to load", StringComparison.Ordinal)).FirstOrDefault(lines[0]).TrimEnd('.', ':');
        }
    }

    private static string CheckedVersion(string path, nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "whisper_version", out var function))
        {
            throw new UserException($"Library '{path}' has no function whisper_version, so it is not whisper.cpp of 1.8.4 to 1.9.3; {Advice}.");
        }

        var text = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)function)()) ?? "";
        return System.Version.TryParse(text.Split('-')[0], out var version) && version >= Oldest && version < TooNew
            ? text
            : throw new UserException($"Whisper library '{path}' has version '{text}', beyond 1.8.4 to 1.9.3; {Advice}.");
    }

    /// <summary>Builds whose processors are plug-ins have none until they are given a folder to search.</summary>
    private static void LoadBackends(string path, nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "ggml_backend_dev_count", out var count)
            || !NativeLibrary.TryGetExport(handle, "ggml_backend_load_all_from_path", out var load)
            || ((delegate* unmanaged[Cdecl]<nuint>)count)() > 0)
        {
            return;
        }

        var folder = Marshal.StringToCoTaskMemUTF8(System.IO.Path.GetDirectoryName(path));
        ((delegate* unmanaged[Cdecl]<nint, void>)load)(folder);
        Marshal.FreeCoTaskMem(folder);
    }

    /// <summary>Has Whisper.net load the same file.</summary>
    private static void HandOver(string path, WhisperPlaces? named, WhisperRuntime runtime)
    {
        // A library that the user names may be built for any processor; this is the one place that Whisper.net asks nothing of.
        var library = runtime == WhisperRuntime.Cuda ? RuntimeLibrary.Cuda : named is null ? RuntimeLibrary.Cpu : RuntimeLibrary.CpuNoAvx;
        RuntimeOptions.RuntimeLibraryOrder = [library];
        // Whisper.net takes the folder of this path.
        RuntimeOptions.LibraryPath = System.IO.Path.Combine(named is null ? ProgramFolder : Linked(path, named, library), FileName);
        try
        {
            WhisperFactory.GetRuntimeInfo();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new UserException($"Whisper library '{path}' cannot be used: {error.Message.TrimEnd('.')}; {Advice}.", error);
        }
    }

    /// <summary>A folder with a link to the library at the one place where Whisper.net looks for it.</summary>
    private static string Linked(string path, WhisperPlaces places, RuntimeLibrary library)
    {
        var root = System.IO.Path.Combine(places.NativeFolder, Digest.OfText(path)[..24]);
        var folder = System.IO.Path.Combine(root, "runtimes", library == RuntimeLibrary.Cuda ? "cuda" : "noavx", Identifier);
        var link = System.IO.Path.Combine(folder, FileName);
        Directory.CreateDirectory(folder);
        try
        {
            File.CreateSymbolicLink(link, path);
        }
        catch (IOException) when (File.Exists(link))
        {
            // Another process has made it, or an earlier run.
        }

        return root;
    }
}
