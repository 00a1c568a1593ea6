using MusicCluster.Corpus;
using MusicCluster.Features.Descriptors;

namespace MusicCluster.Features;

/// <summary>A track that has rows in the feature files.</summary>
/// <param name="Track">The track.</param>
/// <param name="DurationSeconds">Of its whole file.</param>
/// <param name="HeardSeconds">Of the sound that its rows are of.</param>
/// <param name="Note">What a reader of its rows has to know, such as that its file breaks off; empty if there is nothing.</param>
public sealed record HeardTrack(Track Track, double DurationSeconds, double HeardSeconds, string Note)
{
    /// <summary>What its sound is like, as far as that was asked for.</summary>
    internal DescriptorValues Descriptors { get; init; } = DescriptorValues.None;
}
