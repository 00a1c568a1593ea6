using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>Takes what the library would print; only what explains a failure is kept.</summary>
internal static unsafe class WhisperLog
{
    /// <summary>GGML_LOG_LEVEL_ERROR.</summary>
    private const int ErrorLevel = 4;

    [ThreadStatic]
    private static string? lastError;

    /// <summary>Listens; called once per library.</summary>
    public static void Attach() => WhisperNative.SetLog(&Take, 0);

    /// <summary>Forgets what was said on this thread.</summary>
    public static void Clear() => lastError = null;

    /// <summary>The last error logged on this thread since then, in brackets after a space; empty where there was none.</summary>
    public static string Reason() => lastError is { Length: > 0 } text ? $" ({text})" : "";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(int level, nint text, nint data)
    {
        if (level == ErrorLevel)
        {
            lastError = Marshal.PtrToStringUTF8(text)?.ReplaceLineEndings(" ").Trim();
        }
    }
}
