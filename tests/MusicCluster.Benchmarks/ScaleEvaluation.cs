using MusicCluster.Clusters;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Corpus;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Projection;

namespace MusicCluster.Benchmarks;

/// <summary>The evaluation of one representation with two partitions: every table, and the map.</summary>
internal static class ScaleEvaluation
{
    private const int GenreCount = 16;
    private const int TracksPerArtist = 10;
    private static readonly int[] ClusterCounts = [16, 10];

    /// <summary>Partitions by k-means, which are not timed: points -> what is timed.</summary>
    public static Action Prepare(Matrix points, bool withMap)
    {
        var random = new RandomSource(1);
        var partitions = ClusterCounts.Select(count => new SeedPartition(
            0, new Partition(new ClusteringMethod(ClustererCatalog.KMeans, $"k={count}"), KMeans.Fit(points, count, 1, random).Labels))).ToList();
        var labels = partitions[0].Partition.Labels;
        // A third of the genres is chance.
        var tracks = new EvaluatedTracks(
            [.. Enumerable.Range(0, points.RowCount).Select(row => new Track(
                $"{row}", $"{row}.mp3", $"genre {(random.NextInt(3) == 0 ? random.NextInt(GenreCount) : labels[row])}",
                Artist: $"artist {row / TracksPerArtist}"))],
            new double[points.RowCount]);
        var reference = new Matrix(points.RowCount, points.ColumnCount, [.. points.Values.Select(value => value + (0.5 * random.NextGaussian()))]);
        var representation = new EvaluatedRepresentation(RepresentationName.Parse("mfcc-pca"), partitions, _ => points);
        return () =>
        {
            var folder = Directory.CreateTempSubdirectory("scale-evaluation").FullName;
            new Evaluator(new EvaluationOptions(), tracks, [representation], new ReferenceSpace("reference", reference), [0], "")
                .Write(folder, new Progress<StageProgress>(), CancellationToken.None);
            Directory.Delete(folder, recursive: true);
            if (withMap)
            {
                Umap.Project(points, new UmapOptions(), new RandomSource(0));
            }
        };
    }
}
