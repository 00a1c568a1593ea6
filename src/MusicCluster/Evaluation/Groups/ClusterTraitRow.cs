using System.Text.Json.Serialization;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Groups;

/// <summary>What is said of a group's descriptor.</summary>
public enum TraitVerdict
{
    /// <summary>It cannot be tested; the status says why.</summary>
    Undefined,

    /// <summary>It may be chance.</summary>
    [JsonStringEnumMemberName("no difference shown")]
    NoDifferenceShown,

    /// <summary>Above the rest.</summary>
    Higher,

    /// <summary>Below the rest.</summary>
    Lower,
}

/// <summary>A descriptor of a group against that of all other tracks.</summary>
[Table("cluster-traits.csv",
    "Every descriptor of every group against the rest, first seed: whether the group differs in it, which does not say that groups are separate.")]
public sealed record ClusterTraitRow(
    [Columns] PartitionKey Key,
    [Column("cluster", "The group, as in assignments.csv.")] int Cluster,
    [Column("descriptor", "A column of descriptors.csv.")] string Descriptor,
    [Column("median", "Of the group's tracks; empty where undefined.")] double? Median,
    [Column("rest_median", "Of all other tracks, noise among them.")] double? RestMedian,
    [Column("effect", "Cliff's delta: P(group > rest) − P(group < rest), −1 to 1.")] double? Effect,
    [Column("ci_low", "Lower end of its bootstrap interval, over artists where they are known.")] double? Low,
    [Column("ci_high", "Upper end.")] double? High,
    [Column("p_adjusted", "Of the permutation test of the rank sum, after Benjamini and Hochberg over all traits of the partition.")]
    double? AdjustedPValue,
    [Column("verdict", "higher or lower where p_adjusted is at most .05 and the interval lacks 0.")] TraitVerdict Verdict,
    [Column("status", "Why it is undefined; else empty.")] string Status)
{
    /// <summary>Whether a difference was shown.</summary>
    internal bool IsShown => Verdict is TraitVerdict.Higher or TraitVerdict.Lower;
}
