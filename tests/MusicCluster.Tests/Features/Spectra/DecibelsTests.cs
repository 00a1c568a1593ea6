using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Features.Spectra;

public class DecibelsTests
{
    [Fact]
    public void FromPower_EveryLength_IsTheDefinition()
    {
        var random = new RandomSource(6);
        for (var length = 1; length <= 65; length++)
        {
            var power = Enumerable.Range(0, length).Select(_ => (float)Math.Pow(10, random.NextDouble(-14, 6))).ToArray();
            var expected = Oracle.ToDecibels([[.. power.Select(value => (double)value)]])[0];
            var levels = (float[])power.Clone();
            Decibels.FromPower(levels);
            Assert.All(expected, (value, i) => Assert.Equal(value, levels[i], 2e-5));
            Decibels.FromPowerRelativeToMax(power);
            Assert.All(expected, (value, i) => Assert.Equal(value - expected.Max(), power[i], 4e-5));
        }
    }

    [Fact]
    public void FromPower_AllMagnitudes_AreExactToSinglePrecision()
    {
        for (var exponent = -9.9; exponent < 38; exponent += 0.0137)
        {
            float[] values = [(float)Math.Pow(10, exponent)];
            var expected = 10 * Math.Log10(values[0]);
            Decibels.FromPower(values);
            // Two units of the last place of the largest levels.
            Assert.Equal(expected, values[0], 3.2e-5);
        }
    }

    [Fact]
    public void FromPower_SilenceOrNothing_IsFinite()
    {
        float[] silence = [0, 0, 0];
        Decibels.FromPower(silence);
        Assert.All(silence, value => Assert.Equal(-100, value, 1e-4));
        Decibels.FromPower([]);
    }
}
