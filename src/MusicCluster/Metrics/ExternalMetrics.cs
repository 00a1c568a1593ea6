namespace MusicCluster.Metrics;

/// <summary>How well a partition agrees with the genres.</summary>
/// <remarks>
/// Noise (−1) counts as a cluster of its own here, so that a method cannot gain by leaving hard tracks out.
/// Tracks without a genre are left out.
/// </remarks>
public static class ExternalMetrics
{
    /// <summary>The metrics in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["ari", "nmi", "ami", "homogeneity", "completeness", "v-measure", "purity", "accuracy"];

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
            return [.. Names.Select(name => MetricValue.Undefined(name, tracks.Problem))];
        }

        var table = ContingencyTable.FromLabels(tracks.Genres, tracks.Select(labels));
        return [.. Names.Select(name => MetricValue.Of(name, Score(name)(table)))];
    }

    /// <summary>The score of a metric as a function of the contingency table.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public static Func<ContingencyTable, double> Score(string name) => name switch
    {
        "ari" => ExternalScores.AdjustedRandIndex,
        "nmi" => ExternalScores.NormalizedMutualInformation,
        "ami" => ExternalScores.AdjustedMutualInformation,
        "homogeneity" => ExternalScores.Homogeneity,
        "completeness" => ExternalScores.Completeness,
        "v-measure" => ExternalScores.VMeasure,
        "purity" => ExternalScores.Purity,
        "accuracy" => ExternalScores.Accuracy,
        _ => throw new ArgumentException($"'{name}' is no external metric; there are {string.Join(", ", Names)}.", nameof(name)),
    };
}
