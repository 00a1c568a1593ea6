namespace MusicCluster.Metrics;

/// <summary>How well a partition agrees with the genres.</summary>
/// <remarks>
/// Noise (−1) counts as a cluster of its own here, so that a method cannot gain by leaving hard tracks out.
/// Tracks without a genre are left out.
/// </remarks>
public static class ExternalMetrics
{
    /// <summary>The metrics in the order of the tables.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Metric.AdjustedRandIndex, Metric.NormalizedMutualInformation, Metric.AdjustedMutualInformation, Metric.Homogeneity, Metric.Completeness,
        Metric.VMeasure, Metric.Purity, Metric.Accuracy,
    ];

    private static readonly Dictionary<Metric, Func<ContingencyTable, double>> Scores = new()
    {
        [Metric.AdjustedRandIndex] = ExternalScores.AdjustedRandIndex,
        [Metric.NormalizedMutualInformation] = ExternalScores.NormalizedMutualInformation,
        [Metric.AdjustedMutualInformation] = ExternalScores.AdjustedMutualInformation,
        [Metric.Homogeneity] = ExternalScores.Homogeneity,
        [Metric.Completeness] = ExternalScores.Completeness,
        [Metric.VMeasure] = ExternalScores.VMeasure,
        [Metric.Purity] = ExternalScores.Purity,
        [Metric.Accuracy] = ExternalScores.Accuracy,
    };

    /// <summary>All metrics of one partition.</summary>
    /// <param name="genres">Genre of each track; empty when unknown.</param>
    /// <param name="labels">Cluster of each track, noise −1.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static IReadOnlyList<MetricValue> Compute(IReadOnlyList<string> genres, int[] labels)
    {
        if (genres.Count != labels.Length)
        {
            throw new ArgumentException($"{genres.Count} genres for {labels.Length} labels; each track needs both.", nameof(labels));
        }

        var tracks = LabeledTracks.Of(genres);
        if (tracks.Problem.Length > 0)
        {
            return [.. All.Select(metric => MetricValue.Undefined(metric, tracks.Problem))];
        }

        var table = ContingencyTable.FromLabels(tracks.Genres, tracks.Select(labels));
        return [.. All.Select(metric => MetricValue.Of(metric, Score(metric)(table)))];
    }

    /// <summary>The score of a metric as a function of the contingency table.</summary>
    /// <exception cref="ArgumentException">The metric does not compare with genres.</exception>
    public static Func<ContingencyTable, double> Score(Metric metric) => Scores.TryGetValue(metric, out var score)
        ? score
        : throw new ArgumentException($"'{metric}' is not an external metric; there are {string.Join(", ", All)}.", nameof(metric));
}
