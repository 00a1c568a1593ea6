using MusicCluster.Corpus;

namespace MusicCluster;

/// <summary>A track on a map of two dimensions, whose axes have no unit.</summary>
/// <param name="Track">The track.</param>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
public readonly record struct MapPoint(Track Track, double X, double Y);
