namespace MusicCluster.Lyrics.Whisper.Native;

/// <summary>Which package of the native library is fetched where none is there.</summary>
public enum WhisperRuntime
{
    /// <summary>Whisper.net.Runtime.</summary>
    Cpu,

    /// <summary>Whisper.net.Runtime.Cuda.</summary>
    Cuda,
}
