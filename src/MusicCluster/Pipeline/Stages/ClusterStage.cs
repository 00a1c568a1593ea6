using MusicCluster.Clusters;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Representations → their points and every partition of them, one cache entry per representation.</summary>
internal static class ClusterStage
{
    public const string Name = "cluster";

    /// <summary>The points of a seed, beside the partitions.</summary>
    public static string PointsFile(int seed) => $"seed-{seed}.npy";

    public static IReadOnlyList<ClusteredRepresentation> Run(
        RunContext context, StageOutput fetched, StageOutput features, IReadOnlyList<Representation> representations)
    {
        var trackIds = FeaturesStage.TrackIds(features);
        // Of the genres, nothing but their number is known here, and only where the profile asks for it.
        var wantsGenres = context.Profile.Clusterers.Any(clusterer => clusterer.K.Contains(ClusterCount.Genres));
        var genreCount = wantsGenres ? GenreCount(context, fetched, trackIds) : 0;
        var counter = new PartitionCounter(context);
        var stages = representations.Select(representation => Define(context, features, representation, trackIds, genreCount, counter)).ToList();
        counter.Start(stages.Count(stage => context.Cache.Find(stage) is null));
        var outputs = new StageOutput[stages.Count];
        Workers.ForEach([.. Enumerable.Range(0, stages.Count)], i => outputs[i] = context.Cache.GetOrProduce(stages[i]), cancellation: context.Cancellation);
        return [.. representations.Select((representation, i) => new ClusteredRepresentation(representation, outputs[i]))];
    }

    private static StageDefinition Define(
        RunContext context, StageOutput features, Representation representation, IReadOnlyList<string> trackIds, int genreCount,
        PartitionCounter counter)
    {
        var profile = context.Profile;
        var settings = new
        {
            Name = representation.Name.ToString(),
            profile.Clusterers,
            profile.Seeds,
            GenreCount = genreCount,
            representation.Fusion,
            TfIdf = representation.Lyrics is null ? null : profile.Lyrics.TfIdf,
        };
        // A number of clusters that is found without labels is checked in the space that all representations share.
        var isFound = profile.Clusterers.Any(clusterer => clusterer.K.Contains(ClusterCount.Auto));
        IEnumerable<StageInput> referenceInputs = isFound ? ReferenceFeatures.Inputs(features) : [];
        return new StageDefinition(
            Name, 2, settings, [.. features.Files("tracks.csv"), .. referenceInputs, .. representation.Inputs()],
            folder => Produce(
                profile, representation, trackIds, genreCount, isFound ? ReferenceFeatures.Of(features).Points : null, folder, counter));
    }

    private static int GenreCount(RunContext context, StageOutput fetched, IReadOnlyList<string> trackIds)
    {
        var kept = trackIds.ToHashSet();
        return FetchStage.Tracks(fetched, context).Where(track => kept.Contains(track.Id) && track.Genre.Length > 0)
            .Select(track => track.Genre).Distinct().Count();
    }

    private static void Produce(
        Profile profile, Representation representation, IReadOnlyList<string> trackIds, int genreCount, Matrix? reference, string folder,
        PartitionCounter counter)
    {
        var partitions = new List<SeedPartition>();
        var words = representation.Words(trackIds, profile.Lyrics.TfIdf);
        foreach (var seed in profile.Seeds)
        {
            var summary = representation.Models[seed].Summary();
            if (!summary.IsTrained)
            {
                partitions.AddRange(profile.Clusterers.Select(clusterer => new SeedPartition(
                    seed, new Partition(new ClusteringMethod(clusterer.Name, ""), [], "", $"no embedding: {summary.Verdict}"))));
                continue;
            }

            var points = representation.Points(seed, words);
            NpyWriter.Write(Path.Combine(folder, PointsFile(seed)), points);
            var seeds = new SeedSequence((ulong)seed).Derive($"cluster/{representation.Name}");
            foreach (var clusterer in profile.Clusterers)
            {
                var made = Clusterer.Run(
                    clusterer, points, genreCount, seeds, reference, partition => counter.Add(new PartitionKey(representation.Name, partition.Method)),
                    counter.Watch(clusterer));
                partitions.AddRange(made.Select(partition => new SeedPartition(seed, partition)));
            }
        }

        PartitionFiles.Write(folder, trackIds, partitions);
    }
}

/// <summary>A representation and its cache entry with points and partitions.</summary>
internal sealed record ClusteredRepresentation(Representation Representation, StageOutput Output);

/// <summary>Adds up the partitions of representations that are clustered side by side.</summary>
internal sealed class PartitionCounter(RunContext context)
{
    private readonly Lock gate = new();
    private int totalCount;
    private int doneCount;

    // Of clusterers' partitions, done or in work.
    private double begunCount;
    private string detail = "";

    /// <summary>Says how many representations are to be clustered, before the first is.</summary>
    public void Start(int representationCount)
    {
        totalCount = representationCount * context.Profile.Seeds.Count * context.Profile.Clusterers.Sum(Clusterer.PartitionCount);
        Report();
    }

    public void Add(PartitionKey made)
    {
        lock (gate)
        {
            doneCount++;
            detail = $"{made.Representation} {made.Method.Caption}";
            Report();
        }
    }

    /// <summary>Watches one run of a clusterer.</summary>
    public WorkWatch Watch(ClustererOptions clusterer)
    {
        var (partitionCount, before) = (Clusterer.PartitionCount(clusterer), 0.0);
        return new WorkWatch(
            share =>
            {
                lock (gate)
                {
                    begunCount += (share - before) * partitionCount;
                    before = share;
                    Report();
                }
            },
            context.Cancellation);
    }

    private void Report()
    {
        if (totalCount > 0)
        {
            context.Progress.Report(new StageProgress(
                "clustering", doneCount, totalCount, "partitions", detail, Math.Clamp(begunCount - doneCount, 0, totalCount - doneCount)));
        }
    }
}
