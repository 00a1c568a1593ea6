using System.ComponentModel;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>Which of Whisper.net's packages the program was built with.</summary>
public enum WhisperRuntime
{
    [Description("Whisper.net.Runtime.")]
    Cpu,

    [Description("Whisper.net.Runtime.Cuda, which a build with --whisper=cuda takes; the library may use the GPU.")]
    Cuda,
}
