using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Clusters;

/// <summary>One entry of the profile's <c>clusterers</c>. Keys that the named method does not use are ignored.</summary>
public sealed record ClustererOptions(
    [property: Option("The method."), Words(typeof(ClustererCatalog), nameof(ClustererCatalog.Descriptions))]
    string Name = ClustererCatalog.KMeans,
    [property: Option("dbscan: the points within epsilon, itself included, that make a core point; hdbscan: the same for its density."), Range(Minimum = 1)]
    int MinPoints = 10,
    [property: Option("k-means and gmm: the number of restarts, the best of which counts."), Range(1, 10_000)]
    int InitCount = 10,
    [property: Option("hdbscan: the smallest cluster.", Unit = "points"), Range(Minimum = 2, Zero = "as minPoints")]
    int MinClusterSize = 0,
    [property: Option("gmm: the shape of a component, any ellipsoid or one along the axes."), Words("full", "diagonal")]
    string Covariance = "full",
    [property: Option("spectral: the neighbors per point in the graph."), Range(Minimum = 2), FormerKey("neighbours")]
    int Neighbors = 10,
    [property: Option("gmm: a start ends when a step raises the mean log-likelihood by less; scikit-learn's default.", Unit = "nats"), Range(Above = 0)]
    double Tolerance = 1e-3) : IOptions
{
    /// <summary>The study's three.</summary>
    public static IReadOnlyList<ClustererOptions> Defaults { get; } = [new(ClustererCatalog.KMeans), new("ward"), new("dbscan")];

    [Option("The numbers of clusters, for methods that are given one: genres is the number of distinct labels, auto is chosen without labels.")]
    [Range(Minimum = 1), Words(typeof(ClusterCount), nameof(ClusterCount.Words)), Items(MayBeOne = true)]
    [JsonConverter(typeof(ClusterCountListConverter))]
    public IReadOnlyList<ClusterCount> K { get; init; } =
        [ClusterCount.Of(2), ClusterCount.Of(3), ClusterCount.Of(4), ClusterCount.Of(5), ClusterCount.Genres];

    [Option("dbscan: the radius; fixed is the study's 0.7, k-distance reads it from the data.")]
    [Range(Above = 0), Words(typeof(Epsilon), nameof(Epsilon.Words))]
    public Epsilon Epsilon { get; init; } = Epsilon.KDistance;

    /// <summary>Whether the method is given a number of clusters.</summary>
    [JsonIgnore]
    public bool NeedsClusterCount => ClustererCatalog.Find(Name) is { NeedsClusterCount: true };

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        if (NeedsClusterCount && K.Count == 0)
        {
            yield return $"{prefix}k is empty; {Name} needs at least one number, \"genres\" or \"auto\".";
        }
    }
}
