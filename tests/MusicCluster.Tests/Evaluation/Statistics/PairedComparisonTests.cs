using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class PairedComparisonTests
{
    private static readonly string[] Genres = [.. Enumerable.Range(0, 80).Select(i => "abcd"[i % 4].ToString())];
    private static readonly TrackResamples Resamples = new(80, 999, new SeedSequence(5));

    [Fact]
    public void Compare_BetterEqualAndSame_AreToldApart()
    {
        var comparisons = PairedComparison.Compare(
            Genres,
            new Dictionary<string, IReadOnlyList<int[]>>
            {
                ["mfcc-pca"] = Noisy(0.7, 10), ["good"] = Noisy(0.1, 20), ["equal"] = Noisy(0.7, 30), ["same"] = Noisy(0.7, 10),
            },
            "mfcc-pca", Metric.AdjustedRandIndex, Resamples).ToDictionary(comparison => comparison.Representation);
        Assert.Equal(3, comparisons.Count);
        Assert.True(comparisons["good"].Low > 0);
        Assert.True(comparisons["good"].AdjustedPValue < 0.01);
        Assert.True(comparisons["equal"].Low < 0 && comparisons["equal"].High > 0);
        Assert.True(comparisons["equal"].PValue > 0.05);
        Assert.Equal((0.0, 1.0), (comparisons["same"].Difference, comparisons["same"].AdjustedPValue));
    }

    [Fact]
    public void Compare_NoDifference_RarelyIsSignificant()
    {
        var rejected = Enumerable.Range(0, 100).Count(trial => PairedComparison.Compare(
            Genres,
            new Dictionary<string, IReadOnlyList<int[]>> { ["a"] = [Labels(0.5, 2 * trial)], ["b"] = [Labels(0.5, (2 * trial) + 1)] },
            "a", Metric.AdjustedRandIndex, Resamples)[0].PValue <= 0.05);
        // Binomial(100, .05) stays below 13 with a chance of .999.
        Assert.InRange(rejected, 0, 12);
    }

    [Fact]
    public void Holm_KnownValues_AreStepDown()
    {
        Assert.All(new[] { 0.03, 0.06, 0.06, 0.02 }.Zip(PairedComparison.Holm([0.01, 0.04, 0.03, 0.005])), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal([1.0, 1.0], PairedComparison.Holm([0.9, 0.8]));
        Assert.Empty(PairedComparison.Holm([]));
    }

    [Fact]
    public void Compare_MissingPartitions_HaveAReasonAndNoPartInTheCorrection()
    {
        var comparisons = PairedComparison.Compare(
            Genres,
            new Dictionary<string, IReadOnlyList<int[]>> { ["a"] = [Labels(0.9, 1)], ["b"] = [Labels(0, 2)], ["c"] = [] },
            "a", Metric.AdjustedRandIndex, Resamples);
        Assert.Equal(comparisons[0].PValue, comparisons[0].AdjustedPValue);
        Assert.Equal((null, "the representation has no partition"), (comparisons[1].Difference, comparisons[1].Status));
    }

    [Fact]
    public void Compare_UnknownBaseline_Throws() =>
        Assert.Throws<ArgumentException>(() => PairedComparison.Compare(
            Genres, new Dictionary<string, IReadOnlyList<int[]>>(), "mfcc-pca", Metric.AdjustedRandIndex, Resamples));

    private static int[] Labels(double noise, int seed) => BootstrapTests.Labels(noise, (ulong)seed);

    private static int[][] Noisy(double noise, int seed) => [.. Enumerable.Range(0, 5).Select(i => Labels(noise, seed + i))];
}
