using MusicCluster.Numerics.Random;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Numerics.Simd;

public class LaneSumTests
{
    [Fact]
    public void Of_AnyLength_IsTheSum()
    {
        var random = new RandomSource(5);
        var values = Enumerable.Range(0, 9000).Select(_ => (float)random.NextDouble(-1, 1)).ToArray();
        foreach (var length in Enumerable.Range(0, 200).Concat([4095, 4096, 4097, 9000]))
        {
            Assert.Equal(values[..length].Sum(x => (double)x), LaneSum.Of(values.AsSpan(0, length)), 1e-4);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Of_OneValueNotFinite_IsNotFinite(float value)
    {
        for (var position = 0; position < 130; position++)
        {
            var values = new float[130];
            values[position] = value;
            Assert.False(double.IsFinite(LaneSum.Of(values)));
        }
    }
}
