using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Numerics;

public sealed class FloatOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)]
    public void Ascending_AnyNumbers_IsTheStableOrder(int count)
    {
        var random = new RandomSource((ulong)count);
        var sorter = new FloatOrder();
        for (var round = 0; round < 3; round++)
        {
            // Many are equal, and sizes are of all magnitudes.
            var values = Enumerable.Range(0, count)
                .Select(_ => (float)(random.NextInt(5) == 0 ? random.NextInt(3) - 1 : random.NextGaussian() * Math.Pow(10, random.NextInt(60) - 30)))
                .ToArray();
            var expected = Enumerable.Range(0, count).OrderBy(i => values[i]).ToArray();
            Assert.Equal(expected, sorter.Ascending(values).ToArray());
        }
    }

    [Fact]
    public void Ascending_BothZerosAndTheLimits_AreInOrder() => Assert.Equal(
        [3, 6, 0, 1, 2, 5, 4],
        new FloatOrder().Ascending([-0f, 0f, -0f, float.MinValue, float.MaxValue, float.Epsilon, -float.Epsilon]).ToArray());
}
