using System.ComponentModel;

namespace MusicCluster.Features;

/// <summary>What lies before the first and after the last sample when frames are centered.</summary>
public enum FramePadding
{
    [Description("Silence; librosa's default.")]
    Zero,

    [Description("The signal mirrored at its end samples; torchaudio's default.")]
    Reflect,
}
