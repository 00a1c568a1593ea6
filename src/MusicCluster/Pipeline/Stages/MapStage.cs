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
        var file = ClusterStage.PointsFile(seed);
        var mapped = clustered.Where(item => item.Output.FileDigests.ContainsKey(file)).ToList();
        var outputs = new StageOutput[mapped.Count];
        var doneCount = 0;
        Workers.ForEach([.. Enumerable.Range(0, mapped.Count)], i =>
        {
            outputs[i] = context.Cache.GetOrProduce(new StageDefinition(
                Name, 1, new { context.Profile.Map, Seed = seed, Name = mapped[i].Representation.Name.ToString() },
                [.. mapped[i].Output.Files(file), .. features.Files("tracks.csv")],
                folder => Produce(context.Profile.Map, seed, mapped[i], features, folder, context.Cancellation)));
            context.Progress.Report(new StageProgress(
                "mapping", Interlocked.Increment(ref doneCount), mapped.Count, "maps", mapped[i].Representation.Name.ToString()));
        }, cancellation: context.Cancellation);
        return mapped.Select((item, i) => (Name: item.Representation.Name.ToString(), Output: outputs[i])).ToDictionary(pair => pair.Name, pair => pair.Output);
    }

    private static void Produce(
        UmapOptions options, int seed, ClusteredRepresentation item, StageOutput features, string folder, CancellationToken cancellation)
    {
        var points = NpyFile.ReadMatrix(item.Output.PathOf(ClusterStage.PointsFile(seed)));
        var random = new SeedSequence((ulong)seed).Derive($"map/{item.Representation.Name}").CreateSource();
        var map = Umap.Project(points, options, random, WorkWatch.Of(cancellation));
        Table.WriteFile(
            Path.Combine(folder, "map.csv"), FeaturesStage.TrackIds(features).Select((id, row) => new MapRow(id, map[row, 0], map[row, 1])));
    }
}
