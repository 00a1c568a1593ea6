using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Numerics.Simd;

public class LaneBlocksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void Load_BlocksAcrossTheEnds_AreZeroOutside(int sampleCount)
    {
        const int length = 12;
        var signal = Enumerable.Range(1, sampleCount).Select(i => (float)i).ToArray();
        var window = Enumerable.Range(0, length).Select(i => 1 + (0.5f * i)).ToArray();
        var starts = Enumerable.Range(0, LaneWidth.Count).Select(lane => (lane * 13) - 15).ToArray();
        var stride = LaneWidth.Count + 3;
        var rows = new float[length * stride];
        LaneBlocks.Load(signal, starts, window, length, rows, stride, new float[length * 4]);
        for (var lane = 0; lane < starts.Length; lane++)
        {
            for (var i = 0; i < length; i++)
            {
                var position = starts[lane] + i;
                var expected = position >= 0 && position < sampleCount ? signal[position] * window[i] : 0;
                Assert.Equal(expected, rows[(i * stride) + lane]);
            }
        }
    }
}
