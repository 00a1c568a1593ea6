using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Groups;

public sealed class RankSumTestTests
{
    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(1.0, 0.15865525393145707)]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(2.4999, 0.006211417)]
    [InlineData(3.0, 0.0013498980316300945)]
    [InlineData(6.0, 9.865876450376946e-10)]
    public void UpperTail_KnownValues(double value, double expected) =>
        Assert.Equal(1, NormalDistribution.UpperTail(value) / expected, 6);

    [Fact]
    public void Exact_ThreeLowestOfSix_IsTwoOfTwenty() => Assert.Equal(0.1, RankSumTest.Exact([1, 3, 5, 7, 9, 11], 3, 9), 12);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    public void Exact_TiedRanks_IsTheShareOfAllSubsets(int size)
    {
        var ranked = new RankedDescriptor([1, 1, 2, 3, 3, 3, 4, 5, 6]);
        var ranks = ranked.DoubledRanks();
        var sums = Enumerable.Range(0, 1 << ranks.Length).Where(set => int.PopCount(set) == size)
            .Select(set => ranks.Where((_, i) => (set >> i & 1) == 1).Sum()).ToList();
        var mean = sums.Average();
        foreach (var sum in sums.Distinct())
        {
            var expected = sums.Count(other => Math.Abs(other - mean) >= Math.Abs(sum - mean) - 1e-9) / (double)sums.Count;
            Assert.Equal(expected, RankSumTest.Exact(ranks, size, sum), 9);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5)]
    public void Normal_OfThirty_IsNearTheExact(int levelCount)
    {
        var random = new RandomSource(1);
        double[] values = [.. Enumerable.Range(0, 30).Select(_ => (double)random.NextInt(levelCount))];
        var ranked = new RankedDescriptor(values);
        var ranks = ranked.DoubledRanks();
        for (var trial = 0; trial < 50; trial++)
        {
            var sum = random.Permutation(30)[..12].Sum(i => (long)ranks[i]);
            var exact = RankSumTest.Exact(ranks, 12, sum);
            // The correction for continuity is for steps of 1, and ties make larger ones; where claims are made it matters little.
            Assert.Equal(exact, RankSumTest.Normal(30, 12, sum, ranked.TieSum), exact < 0.1 ? 0.01 : 0.04);
        }
    }

    [Fact]
    public void Deltas_AreThoseOfAllPairs()
    {
        var random = new RandomSource(2);
        double[] values = [.. Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? double.NaN : random.NextInt(9))];
        int[] labels = [.. values.Select(_ => random.NextInt(3))];
        byte[] counts = [.. values.Select(_ => (byte)random.NextInt(4))];
        var ranked = new RankedDescriptor(values);
        var (weights, sums, deltas) = (new long[3], new long[3], new double[3]);
        ranked.Sum(ranked.InOrder(labels), ranked.InOrder(Orders.Identity(60)), counts, weights, sums);
        RankedDescriptor.Deltas(weights, sums, deltas);
        for (var group = 0; group < 3; group++)
        {
            var (won, pairs) = (0.0, 0.0);
            var inside = ranked.Rows.Where(row => labels[row] == group);
            foreach (var (i, j) in inside.SelectMany(_ => ranked.Rows.Where(row => labels[row] != group), (i, j) => (i, j)))
            {
                won += counts[i] * counts[j] * Math.Sign(values[i] - values[j]);
                pairs += counts[i] * counts[j];
            }

            Assert.Equal(won / pairs, deltas[group], 12);
        }
    }

    [Fact]
    public void BenjaminiHochberg_KnownValues() => Assert.Equal(
        [0.04, 0.05333333, 0.05333333, 0.8], FalseDiscoveryRate.BenjaminiHochberg([0.01, 0.04, 0.03, 0.8]).Select(p => Math.Round(p, 8)));

    [Fact]
    public void BenjaminiHochberg_OfNothing_IsNothing() => Assert.Empty(FalseDiscoveryRate.BenjaminiHochberg([]));
}
