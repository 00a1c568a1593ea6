namespace MusicCluster.Evaluation.Duplicates;

/// <summary>When two tracks are of the same recording; <c>docs/duplicates.md</c> has the measurements behind the numbers.</summary>
/// <param name="StepSeconds">Seconds from word to word of the fingerprints.</param>
internal sealed record DuplicateOptions(double StepSeconds)
{
    /// <summary>Share of bits that may differ.</summary>
    public double LargestBitError { get; init; } = 0.25;

    /// <summary>Seconds that must be compared.</summary>
    public double LeastSeconds { get; init; } = 5;

    /// <summary>Share of the shorter track that must be compared.</summary>
    public double LeastShare { get; init; } = 0.5;

    /// <summary>Words of a track that are looked up.</summary>
    public int WordsPerTrack { get; init; } = 1024;

    /// <summary>Other occurrences that each occurrence of a word is paired with, at most: what is said everywhere says nothing.</summary>
    public int PairsPerWord { get; init; } = 8;

    /// <summary>Occurrences that must agree on an offset.</summary>
    public int LeastVotes { get; init; } = 2;

    /// <summary>Offsets of two tracks that are compared, those with the most votes.</summary>
    public int OffsetsPerPair { get; init; } = 3;
}
