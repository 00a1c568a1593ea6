using MusicCluster.Clusters.Density;
using MusicCluster.Clusters.Hierarchical;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Lyrics;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;
using MusicCluster.Projection;

namespace MusicCluster.Benchmarks;

/// <summary>The works of the speed table: the same sizes and distributions as those of the peers.</summary>
internal static class ClustersWork
{
    private const ulong Seed = 0;

    /// <summary>Each work by its name: a function that prepares the points and returns what is timed.</summary>
    public static IReadOnlyDictionary<string, Func<Action>> All { get; } = new Dictionary<string, Func<Action>>
    {
        ["silhouette 5,000 x 16"] = () => SilhouetteOf(5_000),
        ["silhouette 20,000 x 16"] = () => SilhouetteOf(20_000),
        ["Ward 5,000 x 16"] = () => Ward(5_000),
        ["Ward 20,000 x 16"] = () => Ward(20_000),
        ["k-means 5,000 x 16 blobs k=5 n_init=10"] = () => Means(Blobs(5_000)),
        ["k-means 5,000 x 16 uniform k=5 n_init=10"] = () => Means(Uniform(5_000)),
        ["Lloyd 20,000 x 16 k=12 plain"] = () => Lloyd(12, false),
        ["Lloyd 20,000 x 16 k=12 bounds"] = () => Lloyd(12, true),
        ["Lloyd 20,000 x 16 k=50 plain"] = () => Lloyd(50, false),
        ["Lloyd 20,000 x 16 k=50 bounds"] = () => Lloyd(50, true),
        ["DBSCAN 5,000 x 16 eps=4 min=5"] = () => Density(4),
        ["DBSCAN 5,000 x 16 eps=2 min=5"] = () => Density(2),
        ["DBSCAN's spatial order 5,000 x 16"] = () => Run(Blobs(5_000), SpatialOrder.Compute),
        ["UMAP 5,000 x 16"] = () => Map(5_000),
        ["UMAP without repulsion 5,000 x 16"] = () => Run(
            Blobs(5_000), points => Umap.Project(points, new UmapOptions(NegativeSampleCount: 0), new RandomSource(Seed))),
        ["UMAP graph and start 5,000 x 16"] = () => Run(
            Blobs(5_000), points => SpectralStart.Compute(FuzzyGraph.Build(NearestNeighbors.Find(points, 15)), new RandomSource(Seed))!),
        ["UMAP 100,000 x 16"] = () => Map(100_000),
        ["exact neighbors 20,000 x 16 k=15"] = () => Neighbors(20_000),
        ["exact neighbors 100,000 x 16 k=15"] = () => Neighbors(100_000),
        ["approximate neighbors 100,000 x 16 k=15"] = () => Run(Blobs(100_000), points => NeighborDescent.Find(points, 15, new RandomSource(0))),
        ["HDBSCAN 5,000 x 16"] = () => Run(Blobs(5_000), points => Hdbscan.Fit(points, 10, 10)),
        ["Gaussian mixture 5,000 x 16 full k=5"] = () => Run(
            Blobs(5_000), points => GaussianMixture.Fit(points, 5, false, 1, new RandomSource(Seed))),
        ["spectral 5,000 x 16 k=5"] = () => Run(Blobs(5_000), points => SpectralClustering.Fit(points, 5, 10, new RandomSource(Seed))),
        ["TF-IDF 4,000 documents x 200 words"] = Words,
        ["bootstrap of ARI: 100 partitions x 5 seeds x 80 tracks x 1,000"] = () => Resample(Metric.AdjustedRandIndex),
        ["bootstrap of AMI: 100 partitions x 5 seeds x 80 tracks x 1,000"] = () => Resample(Metric.AdjustedMutualInformation),
        ["permutations of ARI: 100 partitions x 5 seeds x 80 tracks x 1,000"] = Permute,
    };

    /// <summary>Words of 3 to 9 letters out of 20,000, as frequent as Zipf's law has them; words alone, all kept, as the peer does.</summary>
    private static Action Words()
    {
        var random = new RandomSource(Seed);
        string[] vocabulary = [.. Enumerable.Range(0, 20_000)
            .Select(_ => string.Concat(Enumerable.Range(0, 3 + random.NextInt(7)).Select(_ => (char)('a' + random.NextInt(26)))))];
        double[] cumulative = [.. vocabulary.Select((_, rank) => 1.0 / (rank + 1))];
        for (var i = 1; i < cumulative.Length; i++)
        {
            cumulative[i] += cumulative[i - 1];
        }

        string[] documents = [.. Enumerable.Range(0, 4_000).Select(_ => string.Join(' ', Enumerable.Range(0, 200).Select(_ => Draw())))];
        return () => TfIdf.Fit(documents, new TfIdfOptions(0, 1, 1));

        string Draw()
        {
            var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
            return vocabulary[Math.Min(place < 0 ? ~place : place, vocabulary.Length - 1)];
        }
    }

    /// <summary>Groups of unit variance around 5 centers of standard deviation 2.</summary>
    internal static Matrix Blobs(int count)
    {
        var random = new RandomSource(Seed);
        var centers = Enumerable.Range(0, 5 * 16).Select(_ => 2 * random.NextGaussian()).ToArray();
        var points = new Matrix(count, 16);
        for (var row = 0; row < count; row++)
        {
            var group = random.NextInt(5);
            for (var column = 0; column < 16; column++)
            {
                points[row, column] = centers[(group * 16) + column] + random.NextGaussian();
            }
        }

        return points;
    }

    internal static Matrix Uniform(int count)
    {
        var random = new RandomSource(Seed);
        return new Matrix(count, 16, [.. Enumerable.Range(0, count * 16).Select(_ => random.NextDouble())]);
    }

    private static Action SilhouetteOf(int count)
    {
        var labels = Enumerable.Range(0, count).Select(i => i % 5).ToArray();
        return Run(Blobs(count), points => Silhouette.Mean(points, labels));
    }

    private static Action Ward(int count) => Run(Blobs(count), points => AgglomerativeClustering.Fit(points, Linkage.Ward, 5));

    private static Action Means(Matrix points) => Run(points, all => KMeans.Fit(all, 5, 10, new RandomSource(Seed)));

    private static Action Lloyd(int clusterCount, bool withBounds)
    {
        var data = new KMeansData(Blobs(20_000));
        var start = KMeansPlusPlus.Choose(data, clusterCount, new RandomSource(Seed));
        return () => new LloydRun(data, start, withBounds).Iterate(300, 0);
    }

    private static Action Density(double epsilon) => Run(Blobs(5_000), points => Dbscan.Fit(points, epsilon, 5));

    private static Action Map(int count) =>
        Run(Blobs(count), points => Umap.Project(points, new UmapOptions(), new RandomSource(Seed)));

    private static Action Neighbors(int count) => Run(Blobs(count), points => NearestNeighbors.Find(points, 15));

    private static Action Run<T>(Matrix points, Func<Matrix, T> work) => () => GC.KeepAlive(work(points));

    private static (string[] Genres, int[][] Partitions) Partitions()
    {
        var random = new RandomSource(Seed);
        var genres = Enumerable.Range(0, 80).Select(i => (i % 5).ToString()).ToArray();
        return (genres, [.. Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 80).Select(_ => random.NextInt(5)).ToArray())]);
    }

    private static Action Permute()
    {
        var (genres, partitions) = Partitions();
        return () =>
        {
            for (var i = 0; i < 100; i++)
            {
                GC.KeepAlive(PermutationTest.Test(genres, partitions[(5 * i)..(5 * (i + 1))], Metric.AdjustedRandIndex, 1000, new SeedSequence(Seed)));
            }
        };
    }

    private static Action Resample(Metric metric)
    {
        var (genres, partitions) = Partitions();
        return () =>
        {
            var resamples = new TrackResamples(80, 1000, new SeedSequence(Seed));
            for (var i = 0; i < 100; i++)
            {
                GC.KeepAlive(Bootstrap.External(genres, partitions[(5 * i)..(5 * (i + 1))], metric, resamples));
            }
        };
    }
}
