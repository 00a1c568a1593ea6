using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Projection;

namespace MusicCluster.Pipeline.Stages;

/// <summary>A two-dimensional map of each representation: a part of evaluation with cache entries of its own.</summary>
internal static class MapStage
{
    public const string Name = "map";

    /// <summary>The map of every representation whose first seed has points, by name.</summary>
    public static IReadOnlyDictionary<string, StageOutput> Run(
        RunContext context, StageOutput features, IReadOnlyList<ClusteredRepresentation> clustered)
    {
        var seed = context.Profile.Seeds[0];
        var file = PartitionTable.PointsFile(seed);
        var mapped = clustered.Where(item => item.Output.FileDigests.ContainsKey(file)).ToList();
        var outputs = new StageOutput[mapped.Count];
        var doneCount = 0;
        WorkerThreads.Run([.. Enumerable.Range(0, mapped.Count)], context.ThreadCount, i =>
        {
            outputs[i] = context.Cache.GetOrProduce(new StageDefinition(
                Name, 1, new { context.Profile.Map, Seed = seed, mapped[i].Representation.Name },
                [.. mapped[i].Output.Files(file), .. features.Files("tracks.csv")],
                folder => Produce(context.Profile.Map, seed, mapped[i], features, folder)));
            context.Progress.Report(new StageProgress("mapping", Interlocked.Increment(ref doneCount), mapped.Count, "maps", mapped[i].Representation.Name));
        }, context.Cancellation);
        return mapped.Select((item, i) => (item.Representation.Name, Output: outputs[i])).ToDictionary(pair => pair.Name, pair => pair.Output);
    }

    private static void Produce(UmapOptions options, int seed, ClusteredRepresentation item, StageOutput features, string folder)
    {
        var points = NpyFile.ReadMatrix(item.Output.PathOf(PartitionTable.PointsFile(seed)));
        var random = new SeedSequence((ulong)seed).Derive($"map/{item.Representation.Name}").CreateSource();
        var map = Umap.Project(points, options, random);
        var table = new CsvTable("track_id", "x", "y");
        var ids = FeaturesStage.TrackIds(features);
        for (var row = 0; row < ids.Count; row++)
        {
            table.Add(ids[row], map[row, 0], map[row, 1]);
        }

        table.Write(Path.Combine(folder, "map.csv"));
    }
}
