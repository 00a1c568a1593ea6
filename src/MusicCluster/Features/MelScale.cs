using System.ComponentModel;

namespace MusicCluster.Features;

/// <summary>The perceptual frequency scale of the mel bands.</summary>
public enum MelScale
{
    [Description("Linear below 1 kHz, logarithmic above; librosa's default.")]
    Slaney,

    [Description("Logarithmic throughout; torchaudio's default.")]
    Htk,
}
