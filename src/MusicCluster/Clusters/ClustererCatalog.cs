namespace MusicCluster.Clusters;

/// <summary>The clusterers that a profile can name.</summary>
public static class ClustererCatalog
{
    /// <summary>The one clusterer that is treated apart: it is fixed beforehand for comparisons, and its starts are compared.</summary>
    public const string KMeans = "k-means";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClustererKind> All { get; } =
    [
        new(KMeans, "Lloyd's algorithm from k-means++ starts; the best of several restarts counts."),
        new("ward", "Agglomerative clustering that merges the two clusters whose union raises the variance least."),
        new("average", "Agglomerative clustering by the mean distance between two clusters."),
        new("complete", "Agglomerative clustering by the largest distance between two clusters."),
        new("dbscan", "Density: points with enough neighbors within epsilon grow clusters, the rest is noise.", NeedsClusterCount: false),
        new("gmm", "A Gaussian mixture by expectation-maximization; the best of several restarts counts."),
        new("spectral", "k-means on the eigenvectors of the graph of nearest neighbors."),
        new("hdbscan", "Density at every scale: the clusters that persist longest, the rest is noise.", NeedsClusterCount: false),
    ];

    /// <summary>Name and description of each.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Descriptions => All.Select(kind => KeyValuePair.Create(kind.Name, kind.Description));

    /// <summary>The clusterer of a name, or null.</summary>
    public static ClustererKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>What is fixed about a clusterer.</summary>
/// <param name="Name">Its name in profiles.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="NeedsClusterCount">Whether it is given a number of clusters; otherwise it finds its own.</param>
public sealed record ClustererKind(string Name, string Description, bool NeedsClusterCount = true);
