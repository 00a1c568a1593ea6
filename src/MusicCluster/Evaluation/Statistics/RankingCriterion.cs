namespace MusicCluster.Evaluation.Statistics;

/// <summary>A number by which representations can be put in order without genres; more is better.</summary>
/// <param name="Name">Its column in <c>ranking.csv</c>.</param>
/// <param name="Value">Reads it; null when undefined.</param>
internal sealed record RankingCriterion(string Name, Func<RankedRepresentation, double?> Value)
{
    public static RankingCriterion ArtistNeighbors { get; } = new("artist_neighbors", item => item.ArtistNeighbors);

    public static RankingCriterion ReferenceSilhouette { get; } = new("reference_silhouette", item => item.ReferenceSilhouette);

    public static RankingCriterion Stability { get; } = new("stability", item => item.Stability);

    public static IReadOnlyList<RankingCriterion> All { get; } = [ArtistNeighbors, ReferenceSilhouette, Stability];
}
