namespace MusicCluster.Features;

/// <summary>The perceptual frequency scale of the mel bands.</summary>
public enum MelScale
{
    /// <summary>Linear below 1 kHz, logarithmic above; librosa's default.</summary>
    Slaney,

    /// <summary>Logarithmic throughout; torchaudio's default.</summary>
    Htk,
}
