using System.ComponentModel;

namespace MusicCluster.Audio.Decoding;

/// <summary>The decoders that can be used.</summary>
public enum AudioBackend
{
    [Description("libsndfile where it is; managed code for a file that it refuses or where it is missing; ffmpeg for what neither reads.")]
    Auto,

    [Description("libsndfile only.")]
    Libsndfile,

    [Description("Managed code only: MP3, Ogg Vorbis, Opus in Ogg, WAV and AIFF. Nothing has to be installed.")]
    Managed,

    [Description("An ffmpeg process only.")]
    Ffmpeg,
}
