using MusicCluster.Numerics;
using Xunit;

namespace MusicCluster.Tests.Numerics;

public class FloatScreenTests
{
    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(64, 3, 1e-12, 0)]
    [InlineData(65, 32, 1, 0)]
    [InlineData(200, 17, 1e149, 0)]
    [InlineData(300, 8, 1, 1e8)]
    [InlineData(300, 8, 1e-160, 0)]
    public void Screen_LimitThatAPairJustReaches_LetsItThrough(int count, int dimension, double scale, double offset)
    {
        var points = RandomPoints.Gaussian(count, dimension, (ulong)count);
        foreach (ref var value in points.Values.AsSpan())
        {
            value = (value * scale) + offset;
        }

        var screen = new FloatScreen(points, Orders.Identity(count));
        var queries = new float[4 * dimension];
        var masks = new ulong[4 * screen.BlockCount];
        for (var row = 0; row < count; row++)
        {
            screen.CopyQuery(row, queries);
            for (var other = 0; other < count; other += 7)
            {
                var threshold = screen.Threshold(row, Distances.FusedSquared(points.Row(row), points.Row(other)));
                screen.Screen(queries, [threshold, 1, 1, 1], [0, 0, 0, 0], 0, masks);
                Assert.NotEqual(0UL, masks[other / 64 * 4] & (1UL << (other % 64)));
            }
        }
    }

    [Fact]
    public void Screen_FarPoints_AreRuledOut()
    {
        var points = RandomPoints.Blobs(640, 16, 2, 5, 1);
        var screen = new FloatScreen(points, Orders.Identity(640));
        var queries = new float[64];
        var masks = new ulong[40];
        screen.CopyQuery(0, queries);
        screen.Screen(queries, [screen.Threshold(0, 1), 1, 1, 1], [0, 0, 0, 0], 0, masks);
        Assert.Equal(1UL, masks[0]);
        Assert.All(masks.Skip(4).Where((_, i) => i % 4 == 0), mask => Assert.Equal(0UL, mask));
    }

    [Fact]
    public void Screen_RemovedAndMissingPlaces_NeverPass()
    {
        var points = RandomPoints.Gaussian(5, 3, 2);
        var screen = new FloatScreen(points, Orders.Identity(5));
        var masks = new ulong[4];
        screen.Remove(2);
        screen.Screen(new float[12], [float.MinValue, 0, 0, 0], [0, 0, 0, 0], 0, masks);
        Assert.Equal(0b11011UL, masks[0]);
    }
}
