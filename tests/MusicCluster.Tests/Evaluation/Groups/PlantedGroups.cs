using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Features.Descriptors;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Tests.Evaluation.Groups;

/// <summary>Corpora whose groups and descriptors are known.</summary>
internal static class PlantedGroups
{
    public static PartitionKey Key { get; } = PartitionKey.Parse("mfcc-pca/k-means/k=4");

    /// <summary>Independent normal descriptors; loudness is shifted in group 0.</summary>
    public static DescriptorRow[] Descriptors(int count, int groupCount, double shift, ulong seed)
    {
        var random = new RandomSource(seed);
        double Next() => random.NextGaussian();
        return [.. Enumerable.Range(0, count).Select(row => DescriptorRow.Of($"{row:000}", new DescriptorValues
        {
            TempoBpm = 120 + (20 * Next()), TempoAlternativeBpm = 60 + Next(), TempoConfidence = Next(), KeyConfidence = Next(),
            LoudnessLufs = -12 + Next() + (row % groupCount == 0 ? shift : 0), LoudnessRangeLu = Next(), TruePeakDbtp = Next(),
            BrightnessHz = 2000 + (300 * Next()), Flatness = Next(), OnsetRateHz = Next(), Percussiveness = Next(), DynamicRangeDb = Next(),
            SilenceShare = Next(),
        }))];
    }

    public static int[] Labels(int count, int groupCount) => [.. Enumerable.Range(0, count).Select(row => row % groupCount)];

    /// <summary>Tests over tracks.</summary>
    public static IReadOnlyList<ClusterTraitRow> Traits(DescriptorRow[] rows, int[] labels, int resampleCount = 300) =>
        new TraitTests(rows, new UnitResamples([.. rows.Select(_ => "")], resampleCount, new SeedSequence(1)), 0.95).Test(Key, labels);

    /// <summary>All tables of one partition of tracks in any order.</summary>
    /// <param name="order">The tracks, as numbers of rows.</param>
    /// <param name="points">Of every number.</param>
    /// <param name="descriptors">Of every number.</param>
    /// <param name="labels">Of every number.</param>
    /// <param name="genre">Of the tracks of group 1; the others have none.</param>
    public static DescribedPartition Describe(int[] order, Matrix points, DescriptorRow[] descriptors, int[] labels, string genre = "")
    {
        var tracks = new EvaluatedTracks([.. order.Select(row => new Track($"{row:000}", "", labels[row] == 1 ? genre : ""))], new double[order.Length]);
        var own = MusicCluster.Metrics.Labels.InOrderOfAppearance(order.Select(row => labels[row]).ToArray());
        var moved = points.SelectRows(order);
        var partition = new Partition(Key.Method, own);
        var silhouettes = MusicCluster.Metrics.Labels.ClusterCount(own) > 1 ? Silhouette.Samples(moved, own) : [.. own.Select(_ => double.NaN)];
        var scored = new ScoredPartition(Key, [new SeedScores(0, partition, [])], [], silhouettes, silhouettes);
        var sources = new GroupSources(
            [new ClustererOptions(InitCount: 2)], descriptors.ToDictionary(row => row.TrackId), new Dictionary<string, string>(),
            new Dictionary<string, string>());
        return new GroupTables(tracks, sources, new EvaluationOptions(BootstrapCount: 200), new SeedSequence(3)).Describe(scored, moved);
    }
}
