using MusicCluster.Clusters.Density;
using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters;

/// <summary>One clusterer on one representation.</summary>
internal sealed class ClustererRun(ClustererOptions options, Matrix points, int genreCount, SeedSequence seed, Matrix reference, WorkWatch watch)
{
    private readonly string problem = points.RowCount == 0 ? "there are no tracks" : FiniteChecks.Problem(points);

    // One tree serves every number of clusters.
    private Dendrogram? tree;

    // Of the partition in work.
    private WorkWatch part = WorkWatch.None;

    /// <summary>A partition per entry of k; a number that comes twice (as a number and as the genres') is kept once.</summary>
    public IReadOnlyList<Partition> PerClusterCount(Action<Partition>? onPartition)
    {
        var partitions = new Dictionary<ClusteringMethod, Partition>();
        for (var i = 0; i < options.K.Count; i++)
        {
            part = watch.Part(i / (double)options.K.Count, (i + 1.0) / options.K.Count);
            var partition = ForCount(options.K[i]);
            part.Report(1);
            onPartition?.Invoke(partition);
            if (!partitions.TryGetValue(partition.Method, out var known) || known.Note.Length == 0)
            {
                partitions[partition.Method] = partition;
            }
        }

        return [.. partitions.Values];
    }

    /// <summary>The partition of a method that finds its own number of clusters.</summary>
    public Partition ByDensity()
    {
        var isTree = options.Name == "hdbscan";
        var minSize = options.MinClusterSize > 0 ? options.MinClusterSize : Math.Max(2, options.MinPoints);
        var parameters = isTree ? $"size={minSize};min={options.MinPoints}" : $"eps={options.Epsilon};min={options.MinPoints}";
        if (problem.Length > 0)
        {
            return Failed(parameters, problem);
        }

        if (isTree)
        {
            return new Partition(new ClusteringMethod(options.Name, parameters), Hdbscan.Fit(points, minSize, options.MinPoints, watch));
        }

        if (options.Epsilon.Radius is { } radius)
        {
            return new Partition(new ClusteringMethod(options.Name, parameters), Dbscan.Fit(points, radius, options.MinPoints, watch));
        }

        var neighbors = NearestNeighbors.Find(points, options.MinPoints, watch.Part(0, 0.6));
        var epsilon = KDistance.Choose(neighbors);
        var method = new ClusteringMethod(options.Name, parameters);
        return epsilon > 0
            ? new Partition(method, Dbscan.Fit(points, epsilon, options.MinPoints, neighbors, watch.Part(0.6, 1)), $"epsilon {epsilon:G3} by k-distance")
            : Failed(parameters, "all tracks lie on one point");
    }

    /// <summary>Labels for a number of clusters that the points can make.</summary>
    public int[] Cluster(int clusterCount) => options.Name switch
    {
        "ward" => Tree(Linkage.Ward).Cut(clusterCount),
        "average" => Tree(Linkage.Average).Cut(clusterCount),
        "complete" => Tree(Linkage.Complete).Cut(clusterCount),
        "gmm" => GaussianMixture.Fit(
            points, clusterCount, options.Covariance == "diagonal", options.InitCount, Stream($"k={clusterCount}"),
            tolerance: options.Tolerance, watch: part).Labels,
        "spectral" => SpectralClustering.Fit(points, clusterCount, options.Neighbors, Stream($"k={clusterCount}"), part),
        _ => KMeans.Fit(points, clusterCount, options.InitCount, Stream($"k={clusterCount}"), watch: part).Labels,
    };

    private Partition ForCount(ClusterCount count)
    {
        var note = count == ClusterCount.Genres ? "k is the number of genres" : "";
        var clusterCount = count == ClusterCount.Genres ? genreCount : count.Value;
        var word = count == ClusterCount.Auto || (count == ClusterCount.Genres && genreCount == 0) ? count.Word : null;
        var parameters = Parameters(word ?? clusterCount.ToString());
        var reason = problem.Length > 0 ? problem : TooLarge();
        if (reason.Length > 0)
        {
            return Failed(parameters, reason, note);
        }

        if (count == ClusterCount.Auto)
        {
            return ForAuto(parameters);
        }

        if (clusterCount == 0)
        {
            return Failed(parameters, "no track has a genre", note);
        }

        return points.RowCount < clusterCount
            ? Failed(parameters, $"{points.RowCount} tracks cannot make {clusterCount} clusters", note)
            : Make(clusterCount, parameters, note);
    }

    private Partition Make(int clusterCount, string parameters, string note)
    {
        var method = new ClusteringMethod(options.Name, parameters);
        if (options.Name != ClustererCatalog.KMeans)
        {
            return new Partition(method, Cluster(clusterCount), note);
        }

        var (best, rival) = KMeans.FitWithRival(points, clusterCount, options.InitCount, Stream($"k={clusterCount}"), watch: part);
        return new Partition(method, best.Labels, note) { BetweenOptima = OptimaAgreement.Of(best, rival) };
    }

    private Partition ForAuto(string parameters)
    {
        var choice = AutoClusterCount.Choose(
            points, reference,
            (subsample, stream) => Subsample(subsample, stream).Cluster,
            seed.Derive("auto"));
        return choice.ClusterCount == 0
            ? Failed(parameters, choice.Note)
            : Make(choice.ClusterCount, parameters, choice.Note);
    }

    private ClustererRun Subsample(Matrix subsample, SeedSequence stream)
    {
        var unheard = WorkWatch.Of(watch.Cancellation);
        return new ClustererRun(options, subsample, genreCount, stream, subsample, unheard) { part = unheard };
    }

    private string Parameters(string count) =>
        options.Name == "gmm" ? $"k={count};covariance={options.Covariance}" : $"k={count}";

    private string TooLarge() =>
        options.Name is "average" or "complete" ? AgglomerativeClustering.MatrixProblem(points.RowCount, "tracks") : "";

    private Dendrogram Tree(Linkage linkage) => tree ??= AgglomerativeClustering.Fit(points, linkage, part);

    private RandomSource Stream(string purpose) => seed.Derive($"{options.Name}/{purpose}").CreateSource();

    private Partition Failed(string parameters, string reason, string note = "") =>
        new(new ClusteringMethod(options.Name, parameters), [], note, reason);
}
