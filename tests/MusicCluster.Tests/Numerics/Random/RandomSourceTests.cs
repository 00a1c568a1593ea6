using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Numerics.Random;

public class RandomSourceTests
{
    [Fact]
    public void NextUInt64_SameSeed_SameNumbers()
    {
        var first = new RandomSource(7);
        var second = new RandomSource(7);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(first.NextUInt64(), second.NextUInt64()));
    }

    [Fact]
    public void NextInt_SmallRange_IsUniform()
    {
        var source = new RandomSource(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[source.NextInt(7)]++;
        }

        // 5 standard deviations of a binomial(70000, 1/7).
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 463, 10_000 + 463));
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasUnitMoments()
    {
        var source = new RandomSource(2);
        var draws = Enumerable.Range(0, 100_000).Select(_ => source.NextGaussian()).ToArray();
        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, draws.Average(x => x * x), 0.03);
    }

    [Fact]
    public void Permutation_AnyCount_HoldsEachIndexOnce()
    {
        Assert.Equal(Enumerable.Range(0, 65), new RandomSource(3).Permutation(65).Order());
        Assert.Empty(new RandomSource(3).Permutation(0));
    }

    [Fact]
    public void NextInt_NoRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(0).NextInt(0));

    [Fact]
    public void Derive_DifferentPurposes_GiveDifferentSeeds()
    {
        var root = new SeedSequence(42);
        Assert.Equal(root.Derive("train"), root.Derive("train"));
        Assert.NotEqual(root.Derive("train"), root.Derive("cluster"));
        Assert.NotEqual(root.Derive("train"), new SeedSequence(43).Derive("train"));
    }
}
