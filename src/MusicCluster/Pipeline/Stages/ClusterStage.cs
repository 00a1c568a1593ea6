using MusicCluster.Clusters;
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

    public static IReadOnlyList<ClusteredRepresentation> Run(
        RunContext context, StageOutput fetched, StageOutput features, IReadOnlyList<Representation> representations)
    {
        var stages = representations.Select(representation => Define(context, fetched, features, representation)).ToList();
        var doneCount = 0;
        var outputs = new StageOutput[stages.Count];
        WorkerThreads.Run([.. Enumerable.Range(0, stages.Count)], context.ThreadCount, i =>
        {
            outputs[i] = context.Cache.GetOrProduce(stages[i]);
            context.Progress.Report(new StageProgress("clustering", Interlocked.Increment(ref doneCount), stages.Count, "representations", representations[i].Name));
        }, context.Cancellation);
        return [.. representations.Select((representation, i) => new ClusteredRepresentation(representation, outputs[i]))];
    }

    private static StageDefinition Define(
        RunContext context, StageOutput fetched, StageOutput features, Representation representation)
    {
        var profile = context.Profile;
        var trackIds = FeaturesStage.TrackIds(features);
        // Of the genres, nothing but their number is known here, and only where the profile asks for it.
        var genreCount = profile.Clusterers.Any(clusterer => clusterer.K.Contains(ClusterCount.Genres)) ? GenreCount(context, fetched, trackIds) : 0;
        var settings = new
        {
            representation.Name,
            profile.Clusterers,
            profile.Seeds,
            GenreCount = genreCount,
            representation.Fusion,
            TfIdf = representation.Lyrics is null ? null : profile.Lyrics.TfIdf,
        };
        // A number of clusters that is found without labels is checked in the space that all representations share.
        var isFound = profile.Clusterers.Any(clusterer => clusterer.K.Contains(ClusterCount.Auto));
        IEnumerable<StageInput> referenceInputs = isFound ? ReferenceSpace.Inputs(features) : [];
        return new StageDefinition(
            Name, 1, settings, [.. features.Files("tracks.csv"), .. referenceInputs, .. representation.Inputs()],
            folder => Produce(profile, representation, trackIds, genreCount, isFound ? ReferenceSpace.Of(features).Points : null, folder));
    }

    private static int GenreCount(RunContext context, StageOutput fetched, IReadOnlyList<string> trackIds)
    {
        var kept = trackIds.ToHashSet();
        return FetchStage.Tracks(fetched, context).Where(track => kept.Contains(track.Id) && track.Genre.Length > 0)
            .Select(track => track.Genre).Distinct().Count();
    }

    private static void Produce(
        Profile profile, Representation representation, IReadOnlyList<string> trackIds, int genreCount, Matrix? reference, string folder)
    {
        var partitions = new List<(int Seed, Partition Partition)>();
        var words = representation.Words(trackIds, profile.Lyrics.TfIdf);
        foreach (var seed in profile.Seeds)
        {
            var summary = representation.Models[seed].Summary();
            if (!summary.IsTrained)
            {
                partitions.AddRange(profile.Clusterers.Select(
                    clusterer => (seed, new Partition(clusterer.Name, "", [], "", $"no embedding: {summary.Verdict}"))));
                continue;
            }

            var points = representation.Points(seed, words);
            NpyWriter.Write(Path.Combine(folder, PartitionTable.PointsFile(seed)), points);
            var seeds = new SeedSequence((ulong)seed).Derive($"cluster/{representation.Name}");
            partitions.AddRange(profile.Clusterers.SelectMany(
                clusterer => Clusterer.Run(clusterer, points, genreCount, seeds, reference).Select(partition => (seed, partition))));
        }

        PartitionTable.Write(folder, trackIds, partitions);
    }
}

/// <summary>A representation and its cache entry with points and partitions.</summary>
internal sealed record ClusteredRepresentation(Representation Representation, StageOutput Output);
