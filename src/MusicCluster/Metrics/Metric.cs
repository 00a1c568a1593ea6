namespace MusicCluster.Metrics;

/// <summary>A number that is said about a partition: its name in the tables, its range, which end is good, and its source.</summary>
public sealed class Metric : IParsable<Metric>
{
    private Metric(string name, double minimum, double maximum, MetricDirection best, bool needsLabels, string description, string citation) =>
        (Name, Minimum, Maximum, Best, NeedsLabels, Description, Citation) = (name, minimum, maximum, best, needsLabels, description, citation);

    public static Metric Silhouette { get; } = new(
        "silhouette", -1, 1, MetricDirection.Higher, false,
        "How much nearer a track is to its own cluster than to the next, mean over tracks, in the representation's own space; "
        + "values of different spaces cannot be compared.", "Rousseeuw 1987");

    public static Metric DaviesBouldin { get; } = new(
        "davies-bouldin", 0, double.PositiveInfinity, MetricDirection.Lower, false,
        "Scatter within clusters over the distance between them, mean over clusters of the worst pair, in the representation's own space.",
        "Davies and Bouldin 1979");

    public static Metric CalinskiHarabasz { get; } = new(
        "calinski-harabasz", 0, double.PositiveInfinity, MetricDirection.Higher, false,
        "Variance between clusters over variance within, each per degree of freedom, in the representation's own space.", "Caliński and Harabasz 1974");

    public static Metric NoiseShare { get; } = new(
        "noise-share", 0, 1, MetricDirection.None, false, "Share of the tracks that the clusterer calls noise (−1).", "");

    public static Metric ClusterCount { get; } = new(
        "cluster-count", 0, double.PositiveInfinity, MetricDirection.None, false, "Number of clusters, noise not counted.", "");

    public static Metric ReferenceSilhouette { get; } = new(
        "reference-silhouette", -1, 1, MetricDirection.Higher, false,
        "Silhouette of the partition in one space that is the same for all representations, so that they can be compared.", "Rousseeuw 1987");

    public static Metric AdjustedRandIndex { get; } = new(
        "ari", -0.5, 1, MetricDirection.Higher, true, "Agreement with the genres over pairs of tracks, adjusted for chance: 0 is chance.",
        "Hubert and Arabie 1985");

    public static Metric NormalizedMutualInformation { get; } = new(
        "nmi", 0, 1, MetricDirection.Higher, true, "Mutual information with the genres over the mean of both entropies; not adjusted for chance.",
        "Strehl and Ghosh 2002");

    public static Metric AdjustedMutualInformation { get; } = new(
        "ami", -1, 1, MetricDirection.Higher, true, "Mutual information with the genres, adjusted for chance.", "Vinh, Epps and Bailey 2010");

    public static Metric Homogeneity { get; } = new(
        "homogeneity", 0, 1, MetricDirection.Higher, true, "Whether each cluster holds tracks of one genre.", "Rosenberg and Hirschberg 2007");

    public static Metric Completeness { get; } = new(
        "completeness", 0, 1, MetricDirection.Higher, true, "Whether the tracks of each genre are in one cluster.", "Rosenberg and Hirschberg 2007");

    public static Metric VMeasure { get; } = new(
        "v-measure", 0, 1, MetricDirection.Higher, true, "Harmonic mean of homogeneity and completeness.", "Rosenberg and Hirschberg 2007");

    public static Metric Purity { get; } = new(
        "purity", 0, 1, MetricDirection.Higher, true,
        "Share of the tracks that have the most frequent genre of their cluster; grows with the number of clusters.",
        "Manning, Raghavan and Schütze 2008");

    public static Metric Accuracy { get; } = new(
        "accuracy", 0, 1, MetricDirection.Higher, true, "Share of the tracks in the cluster of their genre under the best one-to-one assignment.", "Kuhn 1955");

    public static Metric Stability { get; } = new(
        "stability", -0.5, 1, MetricDirection.Higher, false,
        "Mean adjusted Rand index between the partitions of all pairs of seeds.", "Ben-Hur, Elisseeff and Guyon 2002");

    public static Metric AgreementBetweenOptima { get; } = new(
        "ari-between-optima", -0.5, 1, MetricDirection.Higher, false,
        "k-means: adjusted Rand index between the partition and the best different one found from its restarts, if the two inertias are within "
        + "0.1 % of each other; undefined otherwise. A value far below 1 means that the partition is one of several equally good ones.", "Steinley 2003");

    public static Metric PrecisionAtTen { get; } = new(
        "precision-at-10", 0, 1, MetricDirection.Higher, true,
        "Share of a track's ten nearest tracks by other artists that have its genre, mean over tracks; of the representation, without a clusterer.",
        "Flexer and Schnitzer 2010");

    /// <summary>All metrics, in the order of the tables.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Silhouette, DaviesBouldin, CalinskiHarabasz, NoiseShare, ClusterCount, ReferenceSilhouette, AdjustedRandIndex, NormalizedMutualInformation,
        AdjustedMutualInformation, Homogeneity, Completeness, VMeasure, Purity, Accuracy, Stability,
        AgreementBetweenOptima, PrecisionAtTen,
    ];

    /// <summary>As in the tables, e.g. <c>ari</c>.</summary>
    public string Name { get; }

    /// <summary>The smallest value it can take.</summary>
    public double Minimum { get; }

    /// <summary>The largest value it can take.</summary>
    public double Maximum { get; }

    /// <summary>Which end is good.</summary>
    public MetricDirection Best { get; }

    /// <summary>Whether it compares with genres.</summary>
    public bool NeedsLabels { get; }

    /// <summary>What it measures, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Where it was proposed; empty for a plain count.</summary>
    public string Citation { get; }

    /// <summary>The metric of a name, or null.</summary>
    public static Metric? Find(string? name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>The metric of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Metric Parse(string s, IFormatProvider? provider = null) =>
        Find(s) ?? throw new FormatException($"'{s}' is not a metric; there are {string.Join(", ", All)}.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Metric result)
    {
        result = Find(s)!;
        return result is not null;
    }

    public override string ToString() => Name;
}

/// <summary>Which end of a metric is good.</summary>
public enum MetricDirection
{
    /// <summary>Neither: it describes.</summary>
    None,

    /// <summary>Large values.</summary>
    Higher,

    /// <summary>Small values.</summary>
    Lower,
}
