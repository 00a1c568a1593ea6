namespace MusicCluster.Clusters;

/// <summary>One entry of the profile's <c>clusterers</c>.</summary>
/// <param name="Name">k-means, ward or dbscan.</param>
/// <param name="MinPoints">DBSCAN: points within ε (itself included) that make a core point.</param>
/// <param name="InitCount">k-means: restarts, the best of which counts.</param>
public sealed record ClustererOptions(string Name = "k-means", int MinPoints = 10, int InitCount = 10)
{
    /// <summary>The study's three.</summary>
    public static IReadOnlyList<ClustererOptions> Defaults { get; } = [new("k-means"), new("ward"), new("dbscan")];

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (MinPoints < 1)
        {
            yield return $"clusterers: minPoints of {Name} is {MinPoints}; it must be at least 1.";
        }
    }
}
