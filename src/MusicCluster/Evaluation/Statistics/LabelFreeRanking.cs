using MusicCluster.Clusters;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>
/// Ranks representations without genres: by how often the nearest tracks are by the same artist; where no artist has two tracks, by the
/// silhouette in a reference space.
/// </summary>
/// <remarks>
/// A representation's own silhouette would pick a collapsed one. Stability under subsampling is reported but does not count: among
/// the representations of crop statistics it correlates negatively with agreement on both samples (representations.md in
/// results/benchmarks).
/// </remarks>
public static class LabelFreeRanking
{
    private const int InitCount = 10;

    /// <summary>Clusters each representation by k-means and ranks them.</summary>
    /// <param name="representations">Points of each, rows are tracks in one order.</param>
    /// <param name="reference">The reference space, same rows.</param>
    /// <param name="artists">Artist of each row, empty when unknown.</param>
    /// <param name="clusterCount">Clusters, at least 2.</param>
    /// <param name="seed">Draws subsamples and starts.</param>
    /// <param name="subsampleCount">Subsamples of 80 %, compared in pairs.</param>
    /// <returns>In the order of the ranks; equal evidence is ordered by name.</returns>
    /// <exception cref="ArgumentException">Numbers of rows differ.</exception>
    public static IReadOnlyList<RankedRepresentation> Rank(
        IReadOnlyDictionary<string, Matrix> representations, Matrix reference, IReadOnlyList<string> artists, int clusterCount, SeedSequence seed,
        int subsampleCount = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusterCount, 2);
        var measured = representations.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Measure(pair.Key, pair.Value, reference, artists, clusterCount, seed, subsampleCount)).ToArray();
        var criterion = Criterion(measured);
        return [.. measured
            .Select(item => item with { IsRejected = criterion.Value(item) is null })
            .OrderBy(item => item.IsRejected).ThenByDescending(item => criterion.Value(item) ?? double.NegativeInfinity)
            .Select((item, i) => item with { Rank = i + 1 })];
    }

    /// <summary>The one that decides about such representations.</summary>
    internal static RankingCriterion Criterion(IEnumerable<RankedRepresentation> measured) =>
        measured.Any(item => item.ArtistNeighbors is not null) ? RankingCriterion.ArtistNeighbors : RankingCriterion.ReferenceSilhouette;

    private static RankedRepresentation Measure(
        string name, Matrix points, Matrix reference, IReadOnlyList<string> artists, int clusterCount, SeedSequence seed, int subsampleCount)
    {
        if (points.RowCount != reference.RowCount)
        {
            throw new ArgumentException($"'{name}' has {points.RowCount} rows; the reference space has {reference.RowCount}.", nameof(points));
        }

        var problem = FiniteChecks.Problem(points);
        if (SubsampleStability.SubsampleLength(points.RowCount) < clusterCount)
        {
            problem = $"{points.RowCount} tracks are too few for {clusterCount} clusters of subsamples";
        }

        if (problem.Length > 0)
        {
            return new RankedRepresentation(name, null, null, null, true, 0, problem);
        }

        Func<int, int[]> Cluster(Matrix subset, SeedSequence stream) =>
            count => KMeans.Fit(subset, count, InitCount, stream.Derive("k-means").CreateSource()).Labels;
        var silhouette = ReferenceSilhouette.Compute(reference, Cluster(points, seed)(clusterCount));
        var stability = SubsampleStability.Compute(points, [clusterCount], Cluster, subsampleCount, seed)[0];
        return new RankedRepresentation(
            name, Statistics.ArtistNeighbors.Share(points, artists), stability, silhouette.Value, false, 0, silhouette.Status);
    }
}

/// <summary>A representation's place in the ranking without labels.</summary>
/// <param name="Representation">Which one.</param>
/// <param name="ArtistNeighbors">Share of the five nearest tracks that are by the same artist; null where no artist has two tracks.</param>
/// <param name="Stability">Mean adjusted Rand index between clusterings of 80 % subsamples; null when undefined.</param>
/// <param name="ReferenceSilhouette">Silhouette of its partition in the reference space; null when undefined.</param>
/// <param name="IsRejected">Whether it could not be ranked, because the number that decides is undefined.</param>
/// <param name="Rank">1 is the best.</param>
/// <param name="Status">Empty, or why a number is missing.</param>
public sealed record RankedRepresentation(
    string Representation, double? ArtistNeighbors, double? Stability, double? ReferenceSilhouette, bool IsRejected, int Rank, string Status = "");
