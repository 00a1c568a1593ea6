using MusicCluster.Evaluation.Partitions;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A track's clusters.</summary>
[Table("assignments.csv", "Every track's clusters, first seed.",
    MoreColumns = "a column per partition, named representation/clusterer/parameters: the track's cluster, noise −1")]
public sealed record AssignmentRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("genre", "Its genre; empty when unknown.")] string Genre)
{
    /// <summary>The first seed's partitions.</summary>
    internal static WideTable<AssignmentRow, int> Of(IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks) => new(
        [.. tracks.Tracks.Select(track => new AssignmentRow(track.Id, track.Genre))],
        [.. all.Where(scored => scored.IsMade).Select(scored => new Series<int>(scored.Key.ToString(), scored.Seeds[0].Partition.Labels))]);
}

/// <summary>A track's silhouettes.</summary>
[Table("silhouettes.csv", "Every track's silhouettes: the clusterer that was fixed beforehand, first seed.",
    MoreColumns = "two columns per representation, <partition>/own and <partition>/reference: in its own space and in the reference space, empty for noise")]
public sealed record SilhouetteRow([Column("track_id", "The track.")] string TrackId)
{
    /// <summary>The ending of the columns in a representation's own space.</summary>
    public const string Own = "/own";

    /// <summary>The ending of the columns in the reference space.</summary>
    public const string Reference = "/reference";

    /// <summary>Both columns of each partition.</summary>
    internal static WideTable<SilhouetteRow, double> Of(IEnumerable<ScoredPartition> shown, EvaluatedTracks tracks) => new(
        [.. tracks.Tracks.Select(track => new SilhouetteRow(track.Id))],
        [.. shown.SelectMany(scored => new[]
        {
            new Series<double>(scored.Key + Own, scored.OwnSilhouettes), new Series<double>(scored.Key + Reference, scored.ReferenceSilhouettes),
        })]);
}
