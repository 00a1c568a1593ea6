namespace MusicCluster.Features;

/// <summary>What lies before the first and behind the last sample when frames are centred.</summary>
public enum FramePadding
{
    /// <summary>Silence; librosa's default.</summary>
    Zero,

    /// <summary>The signal mirrored at its end samples; torchaudio's default.</summary>
    Reflect,
}
