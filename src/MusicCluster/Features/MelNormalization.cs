namespace MusicCluster.Features;

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Each has unit area in Hz, 2 / (upper − lower edge); librosa's default (<c>norm="slaney"</c>).</summary>
    Area,

    /// <summary>Each has a peak of 1; torchaudio's default.</summary>
    Peak,
}
