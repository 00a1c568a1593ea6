using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Tables;

/// <summary>A representation's place in the order that is found without labels.</summary>
[Table("ranking.csv", "The order of the representations that is found without labels, best first, beside the order by labels.")]
public sealed record RankingRow(
    [Column("representation", "The space.")] RepresentationName Representation,
    [Column("rank_without_labels", "1 is the best.")] int Rank,
    [Column("stability", "Mean adjusted Rand index between clusterings of 80 % subsamples.")] double? Stability,
    [Column("reference_silhouette", "Silhouette of its partition in the reference space.")] double? ReferenceSilhouette,
    [Column("rejected", "Whether it could not be ranked.")] bool IsRejected,
    [Column("rank_by_ari", "Its place by agreement with the genres, by which nothing may be chosen.")] int? RankByAri,
    [Column("ari", "That agreement.")] double? Ari,
    [Column("status", "Why a number is missing.")] string Status,
    [Column("artist_neighbors", "Share of the five nearest tracks that are by the same artist; it decides, else the silhouette.", IsOptional = true)]
    double? ArtistNeighbors,
    [Column("precision_at_10", "Share of the ten nearest tracks by other artists that have the same genre, by which nothing may be chosen.", IsOptional = true)]
    double? PrecisionAtTen = null)
{
    /// <summary>Above this, subsample clusterings of every representation take longer than the rest of the evaluation.</summary>
    private const int MaximumTrackCount = 50_000;

    /// <summary>Those from which one may be chosen without labels, the best first; lyrics are not the music's own.</summary>
    internal static IEnumerable<RankingRow> Choosable(IEnumerable<RankingRow> rows) =>
        rows.Where(row => !row.IsRejected && !row.Representation.IsFused).OrderBy(row => row.Rank);

    /// <summary>Best first by the criteria without labels; nothing for very large collections.</summary>
    internal static IReadOnlyList<RankingRow> Of(
        IReadOnlyList<EvaluatedRepresentation> representations, Matrix reference, IReadOnlyList<ScoredPartition> scored, ClusteringMethod method,
        EvaluatedTracks tracks, int firstSeed, SeedSequence seeds)
    {
        if (tracks.Tracks.Count > MaximumTrackCount)
        {
            return [];
        }

        var agreement = scored.Where(item => item.Key.Method == method)
            .ToDictionary(item => item.Key.Representation.ToString(), item => item.Mean(Metric.AdjustedRandIndex));
        var points = representations.Select(item => (item.Name, Points: item.Points(firstSeed))).Where(item => item.Points is not null)
            .ToDictionary(item => item.Name.ToString(), item => item.Points!);
        var clusterCount = scored.First(item => item.Key.Method == method).Labels is [var labels, ..]
            ? labels.Where(label => label >= 0).Distinct().Count()
            : 0;
        return [.. LabelFreeRanking.Rank(points, reference, tracks.Artists, Math.Max(2, clusterCount), seeds).Select(ranked =>
        {
            var own = agreement.GetValueOrDefault(ranked.Representation);
            return new RankingRow(
                RepresentationName.Parse(ranked.Representation), ranked.Rank, ranked.Stability, ranked.ReferenceSilhouette, ranked.IsRejected,
                own is null ? null : 1 + agreement.Values.Count(other => other > own), own, ranked.Status, ranked.ArtistNeighbors);
        })];
    }

    /// <summary>The same as the ranking knows it.</summary>
    internal RankedRepresentation Ranked => new(
        Representation.ToString(), ArtistNeighbors, Stability, ReferenceSilhouette, IsRejected, Rank, Status);
}
