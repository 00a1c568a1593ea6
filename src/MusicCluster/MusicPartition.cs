using System.Collections;
using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster;

/// <summary>The clusters of a space's tracks: a list of (track, cluster) in the order of the space.</summary>
/// <remarks>Clusters are 0, 1, … in order of first appearance; −1 is noise, a track that a density method puts in none.</remarks>
public sealed class MusicPartition : IReadOnlyList<(Track Track, int Cluster)>
{
    private readonly Partition partition;
    private readonly Lazy<Matrix> reference;

    internal MusicPartition(MusicSpace space, Partition partition, Lazy<Matrix> reference)
    {
        Space = space;
        this.partition = partition;
        this.reference = reference;
        ClusterCount = Metrics.Labels.ClusterCount(partition.Labels);
    }

    /// <summary>The space that the clusters were found in.</summary>
    public MusicSpace Space { get; }

    /// <summary>The clusterer and its parameters, e.g. <c>k-means</c> and <c>k=6</c>.</summary>
    public ClusteringMethod Method => partition.Method;

    /// <summary>What the data decided, e.g. <c>epsilon 0.83 by k-distance</c>; empty for nothing.</summary>
    public string Note => partition.Note;

    /// <summary>How many clusters there are; noise is none.</summary>
    public int ClusterCount { get; }

    /// <summary>Cluster of each track, in the order of <see cref="MusicSpace.Tracks"/>.</summary>
    public IReadOnlyList<int> Labels => partition.Labels;

    /// <summary>How many tracks there are.</summary>
    public int Count => partition.Labels.Length;

    /// <summary>The track of a row and its cluster.</summary>
    public (Track Track, int Cluster) this[int index] => (Space.Tracks[index], partition.Labels[index]);

    public IEnumerator<(Track Track, int Cluster)> GetEnumerator()
    {
        for (var row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How tight and well apart the clusters are, and how well they agree with the genres.</summary>
    public PartitionScore Score() => new(
    [
        .. InternalMetrics.Compute(Space.Points, partition.Labels),
        ReferenceSilhouette.Compute(reference.Value, partition.Labels),
        .. ExternalMetrics.Compute([.. Space.Tracks.Select(track => track.Genre)], partition.Labels),
    ]);
}
