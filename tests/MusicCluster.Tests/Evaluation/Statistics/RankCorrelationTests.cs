using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Of_HandWorkedRanks_IsSpearmans()
    {
        // Differences of ranks 0 1 1 0 0: 1 − 6 · 2 ÷ (5 · 24).
        Assert.Equal(0.9, Of([1, 2, 3, 4, 5], [10, 30, 20, 40, 50]).Coefficient!.Value, 1e-12);
        Assert.Equal(-1, Of([1, 2, 3], [3, 2, -1]).Coefficient!.Value, 1e-12);
        // The tie shares rank 2.5: covariance 4.5 over √(4.5 · 5).
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), Of([1, 2, 2, 3], [1, 2, 3, 4]).Coefficient!.Value, 1e-12);
    }

    [Fact]
    public void Of_Shufflings_GiveTheExactShare() =>
        // Of the 24 orders of four, two are as far from chance as the same one.
        Assert.InRange(Of([1, 2, 3, 4], [1, 2, 3, 4]).PValue!.Value, 0.07, 0.097);

    [Fact]
    public void Of_NoDifferences_IsUndefined()
    {
        Assert.Null(Of([1, 1, 1], [1, 2, 3]).Coefficient);
        Assert.Null(Of([], []).PValue);
        Assert.Null(Of([4], [4]).Coefficient);
    }

    [Fact]
    public void CriterionRows_KnownOrders_GetTheirVerdicts()
    {
        var ranking = Enumerable.Range(0, 12).Select(i => new RankingRow(
            RepresentationName.Parse($"model-{i}"), i + 1, Stability: i, ReferenceSilhouette: i % 2, IsRejected: false, i + 1, Ari: 12 - i, "",
            ArtistNeighbors: 12 - i)).ToList();
        var rows = RankingCriterionRow.Of(ranking, new SeedSequence(0)).ToDictionary(row => row.Criterion);
        Assert.Equal((CriterionVerdict.BetterThanChance, true), (rows["artist_neighbors"].Verdict, rows["artist_neighbors"].Decides));
        Assert.Equal((CriterionVerdict.WorseThanChance, false), (rows["stability"].Verdict, rows["stability"].Decides));
        Assert.Equal(CriterionVerdict.NoBetterThanChance, rows["reference_silhouette"].Verdict);
        Assert.Empty(RankingCriterionRow.Of([.. ranking.Select(row => row with { Ari = null })], new SeedSequence(0)));
    }

    private static RankCorrelation Of(double[] first, double[] second) => RankCorrelation.Of(first, second, new SeedSequence(3));
}
