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
        var silhouettes = Silhouettes(item.Partitions, points);
        return [.. item.Partitions.GroupBy(entry => entry.Partition.Method)
            .Select(group => Score(new PartitionKey(item.Name, group.Key), [.. group], points, silhouettes))];
    }

    /// <summary>Each track's silhouettes in its own and in the reference space, for all partitions that have points at once.</summary>
    private Dictionary<Partition, TrackSilhouettes> Silhouettes(IReadOnlyList<SeedPartition> partitions, Dictionary<int, Matrix?> points)
    {
        var scored = partitions.Where(entry => entry.Partition.IsMade && points[entry.Seed] is not null).ToList();
        var common = InternalMetrics.TrackSilhouettes(reference, [.. scored.Select(entry => entry.Partition.Labels)]);
        var result = new Dictionary<Partition, TrackSilhouettes>(ReferenceEqualityComparer.Instance);
        foreach (var seed in scored.Select((entry, i) => (entry.Seed, entry.Partition, Common: common[i])).GroupBy(entry => entry.Seed))
        {
            var own = InternalMetrics.TrackSilhouettes(points[seed.Key]!, [.. seed.Select(entry => entry.Partition.Labels)]);
            foreach (var (values, entry) in own.Zip(seed))
            {
                result.Add(entry.Partition, new TrackSilhouettes(values, entry.Common));
            }
        }

        return result;
    }

    private ScoredPartition Score(
        PartitionKey key, List<SeedPartition> partitions, Dictionary<int, Matrix?> points, Dictionary<Partition, TrackSilhouettes> silhouettes)
    {
        var scores = partitions.Select(entry => new SeedScores(
            entry.Seed, entry.Partition, Values(entry.Partition, points[entry.Seed], silhouettes.GetValueOrDefault(entry.Partition)))).ToList();
        var made = partitions.Select(entry => silhouettes.GetValueOrDefault(entry.Partition)).OfType<TrackSilhouettes>().ToList();
        var labels = partitions.Where(entry => entry.Partition.IsMade).Select(entry => entry.Partition.Labels).ToList();
        var summary = Over(scores, labels, made).ToList();
        var stability = Stability.SeedToSeed(labels);
        summary.Add(new Interval(stability.Metric, stability.Value, null, null, null, labels.Count, stability.Status));
        var isMade = partitions[0].Partition.IsMade && made.Count > 0;
        return new ScoredPartition(key, scores, summary, isMade ? made[0].Own : [], isMade ? made[0].Common : []);
    }

    private IReadOnlyList<MetricValue> Values(Partition partition, Matrix? points, TrackSilhouettes? silhouettes) => silhouettes is null
        ? [.. InternalMetrics.All.Append(Metric.ReferenceSilhouette).Concat(ExternalMetrics.All)
            .Select(metric => MetricValue.Undefined(metric, partition.Status)), .. BetweenOptima(partition)]
        : [
            .. InternalMetrics.Compute(points!, partition.Labels, silhouettes.Own),
            ReferenceSilhouette.Of(reference, partition.Labels, silhouettes.Common),
            .. ExternalMetrics.Compute(genres, partition.Labels), .. BetweenOptima(partition),
        ];

    private static IEnumerable<MetricValue> BetweenOptima(Partition partition) => partition switch
    {
        { BetweenOptima: { } value } => [value],
        { Method.Clusterer: ClustererCatalog.KMeans } => [MetricValue.Undefined(Metric.AgreementBetweenOptima, partition.Status)],
        _ => [],
    };

    /// <summary>Each metric over the seeds.</summary>
    private IEnumerable<Interval> Over(List<SeedScores> seeds, List<int[]> labels, List<TrackSilhouettes> silhouettes)
    {
        var external = new Lazy<IReadOnlyDictionary<Metric, Interval>>(() => Bootstrap.External(genres, labels, resamples, confidence));
        foreach (var metric in seeds[0].Values.Select(value => value.Metric))
        {
            var values = seeds.Select(seed => seed.Values.First(value => value.Metric == metric)).ToList();
            yield return values.Any(value => value.Value is null) ? Bootstrap.OverSeeds(values)
                : metric == Metric.Silhouette ? Bootstrap.OfTrackMeans(metric, [.. silhouettes.Select(item => item.Own)], resamples, confidence)
                : metric == Metric.ReferenceSilhouette
                    ? Bootstrap.OfTrackMeans(metric, [.. silhouettes.Select(item => item.Common)], resamples, confidence)
                : metric.NeedsLabels ? external.Value[metric]
                : Bootstrap.OverSeeds(values);
        }
    }

    /// <summary>Each track's silhouette in the representation's own space and in the reference space.</summary>
    private sealed record TrackSilhouettes(double[] Own, double[] Common);
}
