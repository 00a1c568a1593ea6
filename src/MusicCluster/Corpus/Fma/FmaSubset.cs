using System.ComponentModel;

namespace MusicCluster.Corpus.Fma;

/// <summary>FMA's subsets; each contains those before it. <c>Full</c> has the tracks of <c>Large</c> at full length.</summary>
public enum FmaSubset
{
    [Description("8,000 clips of 30 s in 8 balanced genres.")]
    Small,

    [Description("25,000 clips of 30 s in 16 genres.")]
    Medium,

    [Description("106,574 clips of 30 s.")]
    Large,

    [Description("The same tracks at full length.")]
    Full,
}
