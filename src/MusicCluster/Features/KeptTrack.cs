using MusicCluster.Corpus;

namespace MusicCluster.Features;

/// <summary>A track that has a row in the feature files.</summary>
/// <param name="Track">The track.</param>
/// <param name="DurationSeconds">Of its whole file.</param>
public sealed record KeptTrack(Track Track, double DurationSeconds);
