using System.Text.Json.Serialization;
using MusicCluster.Foundation;

namespace MusicCluster.Clusters;

/// <summary>One entry of the profile's <c>clusterers</c>. Keys that the named method does not use are ignored.</summary>
/// <param name="Name">k-means, ward, average, complete, dbscan, gmm, spectral or hdbscan.</param>
/// <param name="MinPoints">dbscan: points within ε (itself included) that make a core point; hdbscan: the same for its density.</param>
/// <param name="InitCount">k-means and gmm: restarts, the best of which counts.</param>
/// <param name="MinClusterSize">hdbscan: the smallest cluster; 0 takes <paramref name="MinPoints"/>.</param>
/// <param name="Covariance">gmm: full or diagonal.</param>
/// <param name="Neighbours">spectral: neighbours per point in the graph.</param>
public sealed record ClustererOptions(
    string Name = "k-means",
    int MinPoints = 10,
    int InitCount = 10,
    int MinClusterSize = 0,
    string Covariance = "full",
    int Neighbours = 10)
{
    /// <summary>All methods.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["k-means", "ward", "average", "complete", "dbscan", "gmm", "spectral", "hdbscan"];

    /// <summary>The study's three.</summary>
    public static IReadOnlyList<ClustererOptions> Defaults { get; } = [new("k-means"), new("ward"), new("dbscan")];

    /// <summary>Numbers of clusters, for methods that are told: a list of whole numbers, <c>"genres"</c> or <c>"auto"</c>, or one alone.</summary>
    [JsonConverter(typeof(ClusterCountListConverter))]
    public IReadOnlyList<ClusterCount> K { get; init; } =
        [ClusterCount.Of(2), ClusterCount.Of(3), ClusterCount.Of(4), ClusterCount.Of(5), ClusterCount.Genres];

    /// <summary>dbscan: a number, <c>"fixed"</c> (.7) or <c>"k-distance"</c>.</summary>
    public Epsilon Epsilon { get; init; } = Epsilon.KDistance;

    /// <summary>Whether the method is told a number of clusters.</summary>
    [JsonIgnore]
    public bool NeedsClusterCount => Name is not ("dbscan" or "hdbscan");

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Names.Contains(Name))
        {
            yield return $"clusterers: '{Name}' is not known; the nearest known name is '{Nearest.To(Name, Names)}'.";
        }

        if (MinPoints < 1)
        {
            yield return $"clusterers: minPoints of {Name} is {MinPoints}; it must be at least 1.";
        }

        if (InitCount is < 1 or > 10_000)
        {
            yield return $"clusterers: initCount of {Name} is {InitCount}; it must be 1 to 10000.";
        }

        if (MinClusterSize is < 0 or 1)
        {
            yield return $"clusterers: minClusterSize of {Name} is {MinClusterSize}; it must be at least 2, or 0 to take minPoints.";
        }

        if (Covariance is not ("full" or "diagonal"))
        {
            yield return $"clusterers: covariance of {Name} is '{Covariance}'; it must be full or diagonal.";
        }

        if (Neighbours < 2)
        {
            yield return $"clusterers: neighbours of {Name} is {Neighbours}; it must be at least 2.";
        }

        if (Epsilon.Radius is { } radius && !(radius > 0 && double.IsFinite(radius)))
        {
            yield return $"clusterers: epsilon of {Name} is {radius}; it must be a positive number, \"fixed\" or \"k-distance\".";
        }

        if (NeedsClusterCount && K.Count == 0)
        {
            yield return $"clusterers: k of {Name} is empty; give at least one number, \"genres\" or \"auto\".";
        }

        foreach (var count in K.Where(count => count.Word is null && count.Value < 1))
        {
            yield return $"clusterers: k of {Name} is {count.Value}; it must be at least 1.";
        }
    }
}
