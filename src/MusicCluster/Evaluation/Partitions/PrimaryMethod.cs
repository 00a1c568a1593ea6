using MusicCluster.Clusters;

namespace MusicCluster.Evaluation.Partitions;

/// <summary>The comparison that is fixed beforehand: k-means with as many clusters as genres, or else the first partition there is.</summary>
internal static class PrimaryMethod
{
    public static ClusteringMethod Of(IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks)
    {
        var wanted = new ClusteringMethod(ClustererCatalog.KMeans, $"k={tracks.GenreCount}");
        return all.Any(scored => scored.Key.Method == wanted) ? wanted : all[0].Key.Method;
    }
}
