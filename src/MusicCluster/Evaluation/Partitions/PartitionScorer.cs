using MusicCluster.Clusters;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Partitions;

/// <summary>Scores the partitions of a representation: each seed's, and what they say together.</summary>
/// <param name="genres">Genre of each track.</param>
/// <param name="reference">The one space in which partitions of different representations can be compared.</param>
/// <param name="resamples">The same for all representations.</param>
/// <param name="confidence">Coverage of the intervals.</param>
internal sealed class PartitionScorer(IReadOnlyList<string> genres, Matrix reference, TrackResamples resamples, double confidence)
{
    public IReadOnlyList<ScoredPartition> Score(EvaluatedRepresentation item)
    {
        var points = item.Partitions.Select(entry => entry.Seed).Distinct().ToDictionary(seed => seed, item.Points);
        return [.. item.Partitions.GroupBy(entry => entry.Partition.Method)
            .Select(group => Score(new PartitionKey(item.Name, group.Key), [.. group], points))];
    }

    private ScoredPartition Score(PartitionKey key, List<SeedPartition> partitions, Dictionary<int, Matrix?> points)
    {
        var own = new List<double[]>();
        var common = new List<double[]>();
        var seeds = partitions.Select(entry => new SeedScores(entry.Seed, entry.Partition, Values(entry.Partition, points[entry.Seed], own, common))).ToList();
        var labels = partitions.Where(entry => entry.Partition.IsMade).Select(entry => entry.Partition.Labels).ToList();
        var summary = seeds[0].Values.Select(value => Over(value.Metric, seeds, labels, own, common)).ToList();
        var stability = Stability.SeedToSeed(labels);
        summary.Add(new Interval(stability.Metric, stability.Value, null, null, null, labels.Count, stability.Status));
        var isMade = partitions[0].Partition.IsMade && own.Count > 0;
        return new ScoredPartition(key, seeds, summary, isMade ? own[0] : [], isMade ? common[0] : []);
    }

    private IReadOnlyList<MetricValue> Values(Partition partition, Matrix? points, List<double[]> own, List<double[]> common)
    {
        if (points is null || !partition.IsMade)
        {
            return [.. InternalMetrics.All.Append(Metric.ReferenceSilhouette).Concat(ExternalMetrics.All)
                .Select(metric => MetricValue.Undefined(metric, partition.Status)), .. BetweenOptima(partition)];
        }

        var inside = InternalMetrics.Compute(points, partition.Labels, out var ownSilhouettes);
        var across = ReferenceSilhouette.Compute(reference, partition.Labels, out var commonSilhouettes);
        own.Add(ownSilhouettes);
        common.Add(commonSilhouettes);
        return [.. inside, across, .. ExternalMetrics.Compute(genres, partition.Labels), .. BetweenOptima(partition)];
    }

    private static IEnumerable<MetricValue> BetweenOptima(Partition partition) => partition switch
    {
        { BetweenOptima: { } value } => [value],
        { Method.Clusterer: ClustererCatalog.KMeans } => [MetricValue.Undefined(Metric.AgreementBetweenOptima, partition.Status)],
        _ => [],
    };

    private Interval Over(Metric metric, List<SeedScores> seeds, List<int[]> labels, List<double[]> own, List<double[]> common)
    {
        var values = seeds.Select(seed => seed.Values.First(value => value.Metric == metric)).ToList();
        return values.Any(value => value.Value is null) ? Bootstrap.OverSeeds(values)
            : metric == Metric.Silhouette ? Bootstrap.OfTrackMeans(metric, own, resamples, confidence)
            : metric == Metric.ReferenceSilhouette ? Bootstrap.OfTrackMeans(metric, common, resamples, confidence)
            : metric.NeedsLabels ? Bootstrap.External(genres, labels, metric, resamples, confidence)
            : Bootstrap.OverSeeds(values);
    }
}
