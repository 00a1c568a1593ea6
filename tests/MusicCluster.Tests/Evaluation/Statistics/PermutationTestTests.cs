using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class PermutationTestTests
{
    private static readonly string[] Genres = [.. Enumerable.Range(0, 80).Select(i => "abcd"[i % 4].ToString())];

    [Fact]
    public void Test_Agreement_IsBeyondChance()
    {
        var result = PermutationTest.Test(Genres, [BootstrapTests.Labels(0.4, 1), BootstrapTests.Labels(0.4, 2)],
            Metric.AdjustedRandIndex, 999, new SeedSequence(1));
        Assert.Equal(0.001, result.PValue!.Value, 1e-12);
        Assert.Equal(0, result.NullMean!.Value, 0.005);
        Assert.InRange(result.NullQuantile95!.Value, 0.005, 0.08);
    }

    [Fact]
    public void Test_RandomLabels_HaveUniformPValues()
    {
        var values = Enumerable.Range(0, 200)
            .Select(
                i => PermutationTest.Test(Genres, [BootstrapTests.Labels(1, (ulong)i)], Metric.AdjustedRandIndex, 99, new SeedSequence((ulong)i)).PValue!.Value)
            .ToArray();
        // Binomial(200, .1): 20 ± 4 standard deviations.
        Assert.InRange(values.Count(value => value <= 0.1), 3, 37);
        Assert.InRange(values.Average(), 0.42, 0.58);
    }

    [Fact]
    public void Test_OneCluster_ReachesChanceAlways() =>
        Assert.Equal(1, PermutationTest.Test(Genres, [new int[80]], Metric.AdjustedRandIndex, 99, new SeedSequence(1)).PValue);

    [Fact]
    public void Test_NothingToCompare_HasAReason()
    {
        Assert.Equal("no track has a genre", PermutationTest.Test(["", ""], [[0, 1]], Metric.AdjustedRandIndex, 9, new SeedSequence(0)).Status);
        Assert.Equal("there is no partition", PermutationTest.Test(Genres, [], Metric.AdjustedRandIndex, 9, new SeedSequence(0)).Status);
    }

    [Fact]
    public void Test_WrongLength_Throws() =>
        Assert.Throws<ArgumentException>(() => PermutationTest.Test(Genres, [[1]], Metric.AdjustedRandIndex, 9, new SeedSequence(0)));
}
