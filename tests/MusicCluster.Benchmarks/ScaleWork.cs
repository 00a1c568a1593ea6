using System.Diagnostics;
using System.Globalization;
using MusicCluster.Clusters;
using MusicCluster.Clusters.Density;
using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;
using MusicCluster.Projection;

namespace MusicCluster.Benchmarks;

/// <summary>The works of a large collection: overlapping Gaussians of any number and width.</summary>
internal static class ScaleWork
{
    private const int GroupCount = 16;

    /// <summary>Each work by its name: points -> what is timed.</summary>
    public static IReadOnlyDictionary<string, Action<Matrix>> All { get; } = new Dictionary<string, Action<Matrix>>
    {
        ["neighbors"] = points => GC.KeepAlive(NearestNeighbors.Find(points, 10)),
        ["dbscan"] = points => Run("dbscan", points, GroupCount),
        ["hdbscan"] = points => GC.KeepAlive(Hdbscan.Fit(points, 10, 10)),
        ["ward"] = points => GC.KeepAlive(AgglomerativeClustering.Fit(points, Linkage.Ward, GroupCount)),
        ["average"] = points => GC.KeepAlive(AgglomerativeClustering.Fit(points, Linkage.Average, GroupCount)),
        ["gmm"] = points => GC.KeepAlive(GaussianMixture.Fit(points, GroupCount, false, 10, new RandomSource(0))),
        ["k-means"] = points => GC.KeepAlive(KMeans.Fit(points, GroupCount, 10, new RandomSource(0))),
        ["spectral"] = points => GC.KeepAlive(SpectralClustering.Fit(points, GroupCount, 20, new RandomSource(0))),
        ["umap"] = points => GC.KeepAlive(Umap.Project(points, new UmapOptions(), new RandomSource(0))),
    };

    /// <summary>Groups of unit variance around 16 centers of standard deviation .7: they overlap.</summary>
    public static Matrix Points(int count, int dimension)
    {
        var random = new RandomSource(0);
        var centers = Enumerable.Range(0, GroupCount * dimension).Select(_ => 0.7 * random.NextGaussian()).ToArray();
        var points = new Matrix(count, dimension);
        for (var row = 0; row < count; row++)
        {
            var group = random.NextInt(GroupCount);
            for (var column = 0; column < dimension; column++)
            {
                points[row, column] = (float)(centers[(group * dimension) + column] + random.NextGaussian());
            }
        }

        return points;
    }

    private static void Run(string clusterer, Matrix points, int clusterCount) => GC.KeepAlive(
        Clusterer.Run(new ClustererOptions(clusterer) { K = [clusterCount] }, points, 0, new SeedSequence(0)));

    /// <summary>Runs one work once and prints its cost.</summary>
    public static void Run(string name, int count, int dimension)
    {
        var points = Points(count, dimension);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        All[name](points);
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {count} x {dimension}: wall {wall:F2} s, processor {(process.TotalProcessorTime - before).TotalSeconds:F2} s, "
            + $"peak {process.PeakWorkingSet64 >> 20} MB"));
    }
}
