using System.ComponentModel;

namespace MusicCluster.Features;

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    [Description("Each has unit area in Hz, 2 / (upper − lower edge); librosa's default, norm=\"slaney\".")]
    Area,

    [Description("Each has a peak of 1; torchaudio's default.")]
    Peak,
}
