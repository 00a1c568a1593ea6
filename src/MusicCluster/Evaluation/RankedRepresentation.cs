
namespace MusicCluster.Evaluation;

/// <summary>A representation's place in the ranking without labels.</summary>
/// <param name="Representation">Which one.</param>
/// <param name="Stability">Mean adjusted Rand index between clusterings of 80 % subsamples; null when undefined.</param>
/// <param name="ReferenceSilhouette">Silhouette of its partition in the reference space; null when undefined.</param>
/// <param name="IsRejected">Whether that silhouette is under the median of all representations, or undefined.</param>
/// <param name="Rank">1 is the best: kept ones by stability, then rejected ones.</param>
/// <param name="Status">Empty, or why a number is missing.</param>
public sealed record RankedRepresentation(
    string Representation, double? Stability, double? ReferenceSilhouette, bool IsRejected, int Rank, string Status = "");
