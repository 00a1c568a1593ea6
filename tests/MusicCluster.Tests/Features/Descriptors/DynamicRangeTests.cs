using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Dynamic range (DR) on signals whose value the definition gives by hand.</summary>
public class DynamicRangeTests
{
    [Fact]
    public void DynamicRange_Sine_IsZero() =>
        Assert.Equal(0, DescribedSound.OfSound(TestTones.Sine(44_100, 1000, [-10], (12, 0)), 44_100, 1).DynamicRangeDb!.Value, 0.02);

    [Fact]
    public void DynamicRange_LoudestFifthOfTenBlocks_IsTheMeanOfTwo()
    {
        // Ten blocks of 3 s; the second greatest peak is −1 dB, the loudest two blocks are sines at 0 and −1 dB.
        var levels = new[] { -20.0, -20, -1, -20, 0, -20, -20, -20, -20, -20 };
        var sound = TestTones.Sine(44_100, 1000, [0], [.. levels.Select(level => (3.0, level))]);
        var expected = -1 - (10 * Math.Log10((1 + Math.Pow(10, -0.1)) / 2));
        Assert.Equal(expected, DescribedSound.OfSound(sound, 44_100, 1).DynamicRangeDb!.Value, 0.02);
    }

    [Fact]
    public void DynamicRange_Channels_AreAveraged()
    {
        // White noise that is uniform has a peak of 1 and a power of a third; the sine has none.
        var (noise, sine) = (TestSpectra.Noise(441_000), TestTones.Sine(44_100, 1000, [0], (10, 0)));
        var sound = noise.Zip(sine).SelectMany(pair => new[] { pair.First, pair.Second }).ToArray();
        Assert.Equal(10 * Math.Log10(3.0 / 2) / 2, DescribedSound.OfSound(sound, 44_100, 2).DynamicRangeDb!.Value, 0.02);
    }

    [Fact]
    public void DynamicRange_OneBlock_IsUndefined() =>
        Assert.Null(DescribedSound.OfSound(TestTones.Sine(44_100, 1000, [0], (5, 0)), 44_100, 1).DynamicRangeDb);
}
