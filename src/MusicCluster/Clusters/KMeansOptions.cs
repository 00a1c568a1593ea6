namespace MusicCluster.Clusters;

/// <summary>k-means with one number of clusters; it serves wherever <see cref="ClustererOptions"/> do.</summary>
public sealed record KMeansOptions
{
    /// <summary>The number of clusters; by default chosen without labels.</summary>
    public ClusterCount K { get; init; } = ClusterCount.Auto;

    /// <summary>The number of restarts, the best of which counts.</summary>
    public int InitCount { get; init; } = new ClustererOptions().InitCount;

    /// <summary>The same as an entry of a profile.</summary>
    public ClustererOptions ToClustererOptions() => new(ClustererCatalog.KMeans, InitCount: InitCount) { K = [K] };

    public static implicit operator ClustererOptions(KMeansOptions options) => options.ToClustererOptions();
}
