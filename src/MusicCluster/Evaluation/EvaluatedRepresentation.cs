using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation;

/// <summary>A space with the partitions that were made of it.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Partitions">Every seed's, in the order of the tables.</param>
/// <param name="Points">The points of a seed, [tracks, dimensions]; null where its model failed. Read when asked for: all at once are large.</param>
public sealed record EvaluatedRepresentation(RepresentationName Name, IReadOnlyList<SeedPartition> Partitions, Func<int, Matrix?> Points);

/// <summary>The one space in which partitions of different representations can be compared.</summary>
/// <param name="Name">What it is, for captions.</param>
/// <param name="Points">[tracks, dimensions].</param>
public sealed record ReferenceSpace(string Name, Matrix Points);
