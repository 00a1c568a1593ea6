using MusicCluster.Evaluation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The order of the representations that is found without labels, beside the order by labels.</summary>
internal static class RankingTable
{
    /// <summary>Above this, subsample clusterings of every representation take longer than the rest of the evaluation.</summary>
    private const int MaximumTrackCount = 50_000;

    /// <summary>Writes <c>ranking.csv</c>, best first by the criteria without labels.</summary>
    public static void Write(
        string path, Profile profile, IReadOnlyList<ClusteredRepresentation> clustered, Matrix reference,
        IReadOnlyList<ScoredPartition> scored, EvaluatedTracks tracks, SeedSequence seeds)
    {
        var table = new CsvTable(
            "representation", "rank_without_labels", "stability", "reference_silhouette", "rejected", "rank_by_ari", "ari", "status");
        var method = TestTables.PrimaryMethod(scored, tracks);
        var agreement = scored.Where(item => item.Method == method)
            .ToDictionary(item => item.Representation, item => item.Summary.First(metric => metric.Name == "ari").Mean);
        foreach (var ranked in tracks.Tracks.Count > MaximumTrackCount ? [] : Rank(profile, clustered, reference, scored, method, seeds))
        {
            var own = agreement.GetValueOrDefault(ranked.Representation);
            table.Add(
                ranked.Representation, ranked.Rank, ranked.Stability, ranked.ReferenceSilhouette, ranked.IsRejected ? "yes" : "no",
                own is null ? null : 1 + agreement.Values.Count(other => other > own), own, ranked.Status);
        }

        table.Write(path);
    }

    private static IReadOnlyList<RankedRepresentation> Rank(
        Profile profile, IReadOnlyList<ClusteredRepresentation> clustered, Matrix reference, IReadOnlyList<ScoredPartition> scored,
        string method, SeedSequence seeds)
    {
        var file = PartitionTable.PointsFile(profile.Seeds[0]);
        var points = clustered.Where(item => item.Output.FileDigests.ContainsKey(file))
            .ToDictionary(item => item.Representation.Name, item => NpyFile.ReadMatrix(item.Output.PathOf(file)));
        var clusterCount = scored.First(item => item.Method == method).Labels is [var labels, ..] ? labels.Where(label => label >= 0).Distinct().Count() : 0;
        return LabelFreeRanking.Rank(points, reference, Math.Max(2, clusterCount), seeds);
    }
}
