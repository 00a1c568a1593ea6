using MusicCluster.Numerics;

namespace MusicCluster.Clusters;

/// <summary>One clusterer on one representation.</summary>
internal sealed class ClustererRun(ClustererOptions options, Matrix points, int genreCount, SeedSequence seed)
{
    private readonly string problem = points.RowCount == 0 ? "there are no tracks" : FiniteChecks.Problem(points);

    // One tree serves every number of clusters.
    private Dendrogram? tree;

    /// <summary>A partition per entry of k; a number that comes twice (as a number and as the genres') is kept once.</summary>
    public IReadOnlyList<Partition> PerClusterCount()
    {
        var partitions = new Dictionary<string, Partition>();
        foreach (var count in options.K)
        {
            var partition = ForCount(count);
            if (!partitions.TryGetValue(partition.Parameters, out var known) || known.Note.Length == 0)
            {
                partitions[partition.Parameters] = partition;
            }
        }

        return [.. partitions.Values];
    }

    /// <summary>The partition of a method that finds its own number of clusters.</summary>
    public Partition ByDensity()
    {
        var parameters = $"eps={options.Epsilon};min={options.MinPoints}";
        if (problem.Length > 0)
        {
            return Failed(parameters, problem);
        }

        if (options.Epsilon.Radius is { } radius)
        {
            return new Partition(options.Name, parameters, Dbscan.Fit(points, radius, options.MinPoints));
        }

        var epsilon = KDistance.Choose(points, options.MinPoints);
        return epsilon > 0
            ? new Partition(
                options.Name, parameters, Dbscan.Fit(points, epsilon, options.MinPoints), $"epsilon {epsilon:G3} by k-distance")
            : Failed(parameters, "all tracks lie on one point");
    }

    private Partition ForCount(ClusterCount count)
    {
        var clusterCount = count == ClusterCount.Genres ? genreCount : count.Value;
        var parameters = count == ClusterCount.Genres && genreCount == 0 ? "k=genres" : $"k={clusterCount}";
        var note = count == ClusterCount.Genres ? "k is the number of genres" : "";
        if (problem.Length > 0)
        {
            return Failed(parameters, problem, note);
        }

        if (count == ClusterCount.Auto)
        {
            return Failed("k=auto", "no number of clusters is chosen for this method", note);
        }

        if (clusterCount == 0)
        {
            return Failed(parameters, "no track has a genre", note);
        }

        return points.RowCount < clusterCount
            ? Failed(parameters, $"{points.RowCount} tracks cannot make {clusterCount} clusters", note)
            : new Partition(options.Name, parameters, Cluster(clusterCount), note);
    }

    private int[] Cluster(int clusterCount) => options.Name switch
    {
        "ward" => Tree(Linkage.Ward).Cut(clusterCount),
        "average" => Tree(Linkage.Average).Cut(clusterCount),
        "complete" => Tree(Linkage.Complete).Cut(clusterCount),
        _ => KMeans.Fit(points, clusterCount, options.InitCount, Stream($"k={clusterCount}")).Labels,
    };

    private Dendrogram Tree(Linkage linkage) => tree ??= AgglomerativeClustering.Fit(points, linkage);

    private RandomSource Stream(string purpose) => seed.Derive($"{options.Name}/{purpose}").CreateSource();

    private Partition Failed(string parameters, string reason, string note = "") =>
        new(options.Name, parameters, [], note, reason);
}
