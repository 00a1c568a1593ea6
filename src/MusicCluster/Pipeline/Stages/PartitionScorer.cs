using MusicCluster.Clusters;
using MusicCluster.Evaluation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Scores the partitions of a representation: each seed's, and what they say together.</summary>
/// <param name="genres">Genre of each track.</param>
/// <param name="reference">The one space in which partitions of different representations can be compared.</param>
/// <param name="resamples">The same for all representations.</param>
/// <param name="confidence">Coverage of the intervals.</param>
internal sealed class PartitionScorer(IReadOnlyList<string> genres, Matrix reference, TrackResamples resamples, double confidence)
{
    public IEnumerable<ScoredPartition> Score(ClusteredRepresentation item)
    {
        var partitions = PartitionTable.Read(item.Output.Folder);
        var points = partitions.Select(entry => entry.Seed).Distinct().ToDictionary(seed => seed, seed => Points(item, seed));
        return partitions.GroupBy(entry => (entry.Partition.Clusterer, entry.Partition.Parameters))
            .Select(group => Score(item.Representation.Name, group.Key.Clusterer, group.Key.Parameters, [.. group], points));
    }

    private static Matrix? Points(ClusteredRepresentation item, int seed)
    {
        var file = item.Output.PathOf(PartitionTable.PointsFile(seed));
        return File.Exists(file) ? NpyFile.ReadMatrix(file) : null;
    }

    private ScoredPartition Score(
        string representation, string clusterer, string parameters, List<(int Seed, Partition Partition)> partitions, Dictionary<int, Matrix?> points)
    {
        var own = new List<double[]>();
        var common = new List<double[]>();
        var seeds = partitions.Select(entry => new SeedScores(entry.Seed, entry.Partition, Values(entry.Partition, points[entry.Seed], own, common))).ToList();
        var labels = partitions.Where(entry => entry.Partition.Status.Length == 0).Select(entry => entry.Partition.Labels).ToList();
        var summary = seeds[0].Values.Select(value => Over(value.Name, seeds, labels, own, common)).ToList();
        var stability = Stability.SeedToSeed(labels);
        summary.Add(new Interval(stability.Name, stability.Value, null, null, null, labels.Count, stability.Status));
        var isMade = partitions[0].Partition.Status.Length == 0 && own.Count > 0;
        return new ScoredPartition(representation, clusterer, parameters, seeds, summary, isMade ? own[0] : [], isMade ? common[0] : []);
    }

    private IReadOnlyList<MetricValue> Values(Partition partition, Matrix? points, List<double[]> own, List<double[]> common)
    {
        if (points is null || partition.Status.Length > 0)
        {
            return [.. InternalMetrics.Names.Append(ReferenceSilhouette.Name).Concat(ExternalMetrics.Names)
                .Select(name => MetricValue.Undefined(name, partition.Status))];
        }

        var inside = InternalMetrics.Compute(points, partition.Labels, out var ownSilhouettes);
        var across = ReferenceSilhouette.Compute(reference, partition.Labels, out var commonSilhouettes);
        own.Add(ownSilhouettes);
        common.Add(commonSilhouettes);
        return [.. inside, across, .. ExternalMetrics.Compute(genres, partition.Labels)];
    }

    private Interval Over(string metric, List<SeedScores> seeds, List<int[]> labels, List<double[]> own, List<double[]> common)
    {
        var values = seeds.Select(seed => seed.Values.First(value => value.Name == metric)).ToList();
        return values.Any(value => value.Value is null) ? Bootstrap.OverSeeds(values)
            : metric == "silhouette" ? Bootstrap.OfTrackMeans(metric, own, resamples, confidence)
            : metric == ReferenceSilhouette.Name ? Bootstrap.OfTrackMeans(metric, common, resamples, confidence)
            : ExternalMetrics.Names.Contains(metric) ? Bootstrap.External(genres, labels, metric, resamples, confidence)
            : Bootstrap.OverSeeds(values);
    }
}
