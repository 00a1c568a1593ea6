namespace MusicCluster.Audio.Decoding;

/// <summary>The decoders that can be used.</summary>
public enum AudioBackend
{
    /// <summary>libsndfile in-process; an ffmpeg process for what it cannot read or where it is missing.</summary>
    Automatic,

    /// <summary>libsndfile only.</summary>
    Sndfile,

    /// <summary>An ffmpeg process only.</summary>
    Ffmpeg,
}
