using MusicCluster.Corpus;

namespace MusicCluster;

/// <summary>A track near another one.</summary>
/// <param name="Track">The track.</param>
/// <param name="Distance">Euclidean, in the space that was searched; spaces have units of their own.</param>
public readonly record struct Neighbor(Track Track, double Distance);
