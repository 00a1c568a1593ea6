using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Groups;

/// <summary>What a group is.</summary>
[Table("clusters.csv", "Every group of the clusterer that was fixed beforehand, first seed; lists are separated by semicolons.")]
public sealed record ClusterRow(
    [Columns] PartitionKey Key,
    [Column("cluster", "The group, as in assignments.csv.")] int Cluster,
    [Column("name", "Words of its largest traits, its genre where one passes .6, words of its lyrics; distinct within a partition.")] string Name,
    [Column("size", "Tracks.")] int Size,
    [Column("stability", "Mean largest Jaccard index with a cluster of 20 subsamples (Hennig 2007); empty for a single group.")] double? Stability,
    [Column("silhouette", "Mean of its tracks in the representation's own space.")] double? Silhouette,
    [Column("majority_genre", "The most frequent; empty when none is known.")] string MajorityGenre,
    [Column("purity", "Its share of the group's tracks with a genre.")] double? Purity,
    [Column("exemplars", "Ids of the medoid and the four tracks nearest to it, at most one per artist while there are others.")] TextList Exemplars,
    [Column("borderline", "Ids of the tracks whose distances to their own and the next center differ least.")] TextList Borderline,
    [Column("number", "From 1 on, the largest group first; kept from the earlier results of a folder, as names are.")] int Number,
    [Column("artists", "Artists with a larger share here than in the corpus, most tracks first, with their tracks here.")] TextList Artists,
    [Column("albums", "The same of albums.")] TextList Albums,
    [Column("words", "Typical terms of its lyrics by class-based TF-IDF.")] TextList Words,
    [Column("traits", "What distinguishes it, or that nothing does.")] string Traits)
{
    /// <summary>The name of a group of which nothing else can be said.</summary>
    internal static string Unnamed(int number) => $"group {number}";

    /// <summary>Whether anything else can be said of it.</summary>
    internal bool IsNamed => Name != Unnamed(Number);

    /// <summary>Number and name, as people see it: <c>2. loud, noisy</c>.</summary>
    internal string Label => !IsNamed ? Name : $"{Number}. {Name}";
}

/// <summary>Whether the groups of a partition are separate.</summary>
[Table("cluster-separation.csv",
    "Silhouette and stability of each partition against 50 clouds with the same mean and covariance and without groups, clustered alike.")]
public sealed record ClusterSeparationRow(
    [Columns] PartitionKey Key,
    [Column("tracks", "Tracks that took part: all, or 500 drawn of more; clustered anew, as the clouds are.")] int TrackCount,
    [Column("silhouette", "Of these tracks.")] double? Silhouette,
    [Column("surrogate_silhouette", "Mean of the clouds.")] double? SurrogateSilhouette,
    [Column("silhouette_p", "Share of the clouds that reach the tracks' value, itself counted.")] double? SilhouettePValue,
    [Column("stability", "Mean over groups of the Jaccard index in 3 subsamples.")] double? Stability,
    [Column("surrogate_stability", "Mean of the clouds.")] double? SurrogateStability,
    [Column("stability_p", "As for the silhouette.")] double? StabilityPValue,
    [Column("verdict", "What both say of separation.")] string Verdict);
