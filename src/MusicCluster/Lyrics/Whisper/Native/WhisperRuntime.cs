using System.ComponentModel;

namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>Which package of the native library is fetched where none is there.</summary>
public enum WhisperRuntime
{
    [Description("Whisper.net.Runtime.")]
    Cpu,

    [Description("Whisper.net.Runtime.Cuda; the library may use the GPU.")]
    Cuda,
}
