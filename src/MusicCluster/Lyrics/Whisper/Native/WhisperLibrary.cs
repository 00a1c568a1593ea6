using System.Runtime.InteropServices;
using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>The native library that a process uses: the first one found, for the process's whole life.</summary>
/// <param name="Path">Its file, or the system's name for it.</param>
/// <param name="Version">As the library reports it.</param>
internal sealed unsafe record WhisperLibrary(string Path, string Version)
{
    /// <summary>The ways to provide it, for messages.</summary>
    public const string Advice =
        $"set lyrics.whisper.library or {WhisperPlaces.LibraryVariable} to a libwhisper.so of 1.8.4 to 1.9.3, or install the system's own (libwhisper.so.1)";

    private static readonly string[] SystemNames = ["libwhisper.so.1", "libwhisper.so"];
    private static readonly Lock Gate = new();
    private static WhisperLibrary? loaded;
    private static nint handle;

    internal WhisperContextParameters ContextDefaults { get; private init; }

    internal WhisperFullParameters FullDefaults { get; private init; }

    /// <summary>Loads the library from the first of: <c>lyrics.whisper.library</c>, the environment, the native cache, the system.</summary>
    /// <returns>Null where it is not found.</returns>
    /// <exception cref="UserException">The one that is there cannot be loaded, lacks functions or has another layout.</exception>
    public static WhisperLibrary? Find(WhisperOptions options, WhisperPlaces places)
    {
        lock (Gate)
        {
            if (Named(options, places) is { } named)
            {
                return Use(named, Load(named) ?? throw new UserException($"Whisper library '{named}' cannot be loaded: {Fault(named)}; {Advice}."));
            }

            var cached = System.IO.Path.Combine(WhisperPackage.Folder(places, options.Runtime), WhisperPackage.LibraryName);
            if (File.Exists(cached))
            {
                return Use(cached, Load(cached)
                    ?? throw new UserException($"Whisper library '{cached}' cannot be loaded: "
                        + $"{Fault(cached)}; delete its folder to fetch it again, or {Advice}."));
            }

            foreach (var name in SystemNames)
            {
                if (NativeLibrary.TryLoad(name, out var system))
                {
                    return Use(name, system);
                }
            }

            return null;
        }
    }

    /// <summary>As <see cref="Find"/>, and fetches the package where the library is not found.</summary>
    /// <exception cref="UserException">It cannot be had; the sentence names the other ways.</exception>
    public static WhisperLibrary Provide(WhisperOptions options, WhisperPlaces places, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        if (Find(options, places) is { } found)
        {
            return found;
        }

        WhisperPackage.Fetch(options, places, progress, cancellation);
        return Find(options, places)!;
    }

    private static string? Named(WhisperOptions options, WhisperPlaces places)
    {
        var given = options.Library.Length > 0 ? options.Library : Environment.GetEnvironmentVariable(WhisperPlaces.LibraryVariable) ?? "";
        return given.Length == 0 ? null
            : System.IO.Path.GetFullPath(given, places.Root) is var path && File.Exists(path) ? path
            : throw new UserException($"Whisper library '{given}' does not exist; {Advice}.");
    }

    private static WhisperLibrary Use(string path, nint found)
    {
        if (WhisperNative.Functions.FirstOrDefault(name => !NativeLibrary.TryGetExport(found, name, out _)) is { } missing)
        {
            throw new UserException($"Library '{path}' has no function {missing}, so it is not whisper.cpp of 1.8.4 to 1.9.3; {Advice}.");
        }

        if (loaded is not null)
        {
            return handle == found
                ? loaded
                : throw new UserException($"Whisper library '{loaded.Path}' is in use by this "
                    + $"process and '{path}' cannot be beside it; start another process.");
        }

        if (handle == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(WhisperLibrary).Assembly, (name, _, _) => name == WhisperNative.Library ? handle : 0);
        }
        else if (handle != found)
        {
            // Functions that were called once stay bound to the library that answered.
            throw new UserException($"Another Whisper library than '{path}' was tried by this process already; start another process.");
        }

        handle = found;
        LoadBackends(path, found);
        var version = VersionOf(found);
        var (context, full) = WhisperLayout.Defaults(version);
        WhisperLog.Attach();
        return loaded = new WhisperLibrary(path, version) { ContextDefaults = context, FullDefaults = full };
    }

    /// <summary>Loads a library whose parts lie beside it: a part is found by name once it is loaded, whatever the search path.</summary>
    private static nint? Load(string path)
    {
        var waiting = Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, "libggml*.so*").Order(StringComparer.Ordinal).ToList();
        while (waiting.RemoveAll(part => NativeLibrary.TryLoad(part, out _)) > 0)
        {
        }

        return NativeLibrary.TryLoad(path, out var found) ? found : null;
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

    /// <summary>Builds whose processors are plug-ins have none until they are given a folder to search.</summary>
    private static void LoadBackends(string path, nint found)
    {
        var folder = System.IO.Path.GetDirectoryName(path);
        if (string.IsNullOrEmpty(folder)
            || !NativeLibrary.TryGetExport(found, "ggml_backend_dev_count", out var count)
            || !NativeLibrary.TryGetExport(found, "ggml_backend_load_all_from_path", out var load)
            || ((delegate* unmanaged[Cdecl]<nuint>)count)() > 0)
        {
            return;
        }

        var text = Marshal.StringToCoTaskMemUTF8(folder);
        ((delegate* unmanaged[Cdecl]<nint, void>)load)(text);
        Marshal.FreeCoTaskMem(text);
    }

    private static string VersionOf(nint found) => NativeLibrary.TryGetExport(found, "whisper_version", out var function)
        ? Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)function)()) ?? "unknown"
        : "unknown";
}
