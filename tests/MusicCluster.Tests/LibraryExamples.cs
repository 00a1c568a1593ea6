// example
using MusicCluster.Audio.Decoding;
using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Profiles;

// end
namespace MusicCluster.Tests;

/// <summary>The examples of <c>docs/library.md</c>, in its order and to the letter: <see cref="LibraryPageTests"/> compares and runs them.</summary>
internal sealed class LibraryExamples : IDisposable
{
    private readonly StringWriter written = new();

    public LibraryExamples() => Console = TextWriter.Synchronized(written);

    /// <summary>What the examples have said.</summary>
    public string Output => written.ToString();

    /// <summary>Takes the place of the system's for the examples.</summary>
    private TextWriter Console { get; }

    public void Dispose() => written.Dispose();

    public void Sentence(string folder)
    {
        // example
        var music = MusicCollection.Open(folder);
        var features = music.Extract(new FeatureOptions { Crops = 10 });
        var space = features.Embed("mfcc-20-pca");
        foreach (var (track, cluster) in space.Cluster(new KMeansOptions { K = 6 }, seed: 0))
        {
            Console.WriteLine($"{cluster} {track.Title}");
        }

        // end
    }

    public void Opening(string folder, string cacheFolder, CancellationToken cancellation)
    {
        // example
        var progress = new Progress<StageProgress>(step => Console.WriteLine($"{step.Activity}: {step.DoneCount} of {step.TotalCount} {step.Unit}"));
        var corpus = new CorpusOptions { Path = folder, Genre = GenreSource.Tag };
        using var music = MusicCollection.Open(corpus, cacheFolder, new ComputeOptions { Threads = 2 }, progress, cancellation);
        var features = music.Extract(new FeatureOptions { Crops = 10 }, progress, cancellation);
        foreach (var failure in features.Failures)
        {
            Console.WriteLine($"{failure.TrackId}: {failure.Reason}");
        }

        // end
    }

    public void Arrays(MusicFeatures features)
    {
        // example
        Console.WriteLine($"{features.Tracks[0].Title}: {features.Durations[0]:F1} s, first coefficient {features.Mfcc[0, 0]:F1}");
        using var logMel = NpyFile.Open(Path.Combine(features.Folder, "logmel.npy"));
        Console.WriteLine($"log-mel spectrograms: {string.Join(" × ", logMel.Shape)}");
        // end
    }

    public void Models(MusicFeatures features)
    {
        // example
        foreach (var model in ModelCatalog.All)
        {
            Console.WriteLine($"{model.Name}: {model.Description}");
        }

        var space = features.Embed(new ModelOptions("vicreg-statistics") { Epochs = 20 }, seed: 1);
        Console.WriteLine($"{space.Points.RowCount} × {space.Points.ColumnCount}, {space.Summary.Verdict}");
        // end
    }

    public void Clusters(MusicSpace space)
    {
        // example
        var partition = space.Cluster(new ClustererOptions("ward") { K = [3] });
        foreach (var cluster in partition.GroupBy(item => item.Cluster))
        {
            Console.WriteLine($"{cluster.Key}: {string.Join(", ", cluster.Select(item => item.Track.Title))}");
        }

        var score = partition.Score();
        Console.WriteLine($"silhouette {score.Silhouette.Value:F2}");
        Console.WriteLine(score.AdjustedRandIndex is { Value: { } value } ? $"ARI {value:F2}" : $"no ARI: {score.AdjustedRandIndex.Status}");
        // end
    }

    public void Neighbors(MusicSpace space)
    {
        // example
        foreach (var (track, distance) in space.Nearest(space.Tracks[0], count: 5))
        {
            Console.WriteLine($"{distance:F2} {track.Title}");
        }

        foreach (var (track, x, y) in space.Map())
        {
            Console.WriteLine($"{x:F1} {y:F1} {track.Title}");
        }

        // end
    }

    public void OneClip(string path)
    {
        // example
        var mfcc = AudioClip.Load(path).Mfcc(new FeatureOptions { MfccCount = 13 });
        Console.WriteLine($"{mfcc.RowCount} coefficients of {mfcc.ColumnCount} frames; the first is {mfcc[0, 0]:F1}");
        // end
    }

    public void FinishedRun(string results)
    {
        // example
        var run = RunResult.Open(results);
        var best = run.Summary.Where(row => row.Metric == Metric.AdjustedRandIndex).MaxBy(row => row.Mean)!;
        Console.WriteLine($"{best.Key}: ARI {best.Mean:F2} ± {best.Deviation:F2}");
        // end
    }
}
