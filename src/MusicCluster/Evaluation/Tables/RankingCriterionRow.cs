using System.Text.Json.Serialization;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Tables;

/// <summary>What a criterion without labels would have been worth, judged by the labels.</summary>
[Table("ranking-criteria.csv", "Whether each criterion without labels orders the representations as the genres do; representations with lyrics left out.")]
public sealed record RankingCriterionRow(
    [Column("criterion", "The column of ranking.csv.")] string Criterion,
    [Column("decides", "Whether the order without labels is its.")] bool Decides,
    [Column("representations", "How many have both numbers.")] int RepresentationCount,
    [Column("spearman", "Rank correlation with the adjusted Rand index; empty where one of both has no differences.")] double? Coefficient,
    [Column("p_value", "By permutation, two-sided; representations are no independent draws, so it is a rough guide.")] double? PValue,
    [Column("verdict", "Beyond chance means p below .05.")] CriterionVerdict Verdict)
{
    private const double Level = 0.05;

    /// <summary>One row per criterion; nothing where there are no genres.</summary>
    internal static IEnumerable<RankingCriterionRow> Of(IReadOnlyList<RankingRow> ranking, SeedSequence seeds)
    {
        var judged = ranking.Where(row => row.Ari is not null && !row.Representation.IsFused).ToList();
        var deciding = LabelFreeRanking.Criterion(ranking.Select(row => row.Ranked));
        foreach (var criterion in judged.Count == 0 ? [] : RankingCriterion.All)
        {
            var rows = judged.Select(row => (Value: criterion.Value(row.Ranked), row.Ari)).Where(pair => pair.Value is not null).ToList();
            var correlation = RankCorrelation.Of(
                [.. rows.Select(pair => pair.Value!.Value)], [.. rows.Select(pair => pair.Ari!.Value)], seeds.Derive(criterion.Name));
            yield return new RankingCriterionRow(
                criterion.Name, criterion == deciding, rows.Count, correlation.Coefficient, correlation.PValue, VerdictOf(correlation));
        }
    }

    private static CriterionVerdict VerdictOf(RankCorrelation correlation) => correlation switch
    {
        { PValue: < Level, Coefficient: > 0 } => CriterionVerdict.BetterThanChance,
        { PValue: < Level } => CriterionVerdict.WorseThanChance,
        _ => CriterionVerdict.NoBetterThanChance,
    };
}

/// <summary>What an order without labels is worth.</summary>
public enum CriterionVerdict
{
    [JsonStringEnumMemberName("no better than chance")]
    NoBetterThanChance,

    [JsonStringEnumMemberName("better than chance")]
    BetterThanChance,

    [JsonStringEnumMemberName("worse than chance")]
    WorseThanChance,
}
