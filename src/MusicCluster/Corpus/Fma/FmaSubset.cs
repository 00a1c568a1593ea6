namespace MusicCluster.Corpus.Fma;

/// <summary>FMA's subsets; each contains those before it. <c>Full</c> has the tracks of <c>Large</c> at full length.</summary>
public enum FmaSubset
{
    Small,
    Medium,
    Large,
    Full,
}
