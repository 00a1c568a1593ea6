using MusicCluster.Features.Descriptors.Sound;
using MusicCluster.Numerics.Random;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Loudness and loudness range against the standards' own cases, and the filters against their scalar definition.</summary>
public class LoudnessTests
{
    /// <summary>EBU Tech 3341, table 1, cases 1 to 5: integrated loudness of stereo sines at 1 kHz.</summary>
    public static TheoryData<int, (double Seconds, double Level)[], double> IntegratedCases => new()
    {
        { 1, [(20, -23)], -23 },
        { 2, [(20, -33)], -33 },
        { 3, [(10, -36), (60, -23), (10, -36)], -23 },
        { 4, [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23 },
        { 5, [(20, -26), (20.1, -20), (20, -26)], -23 },
    };

    /// <summary>EBU Tech 3342, table 1, cases 1 to 4.</summary>
    public static TheoryData<int, (double Seconds, double Level)[], double> RangeCases => new()
    {
        { 1, [(20, -20), (20, -30)], 10 },
        { 2, [(20, -20), (20, -15)], 5 },
        { 3, [(20, -40), (20, -20)], 20 },
        { 4, [(20, -50), (20, -35), (20, -20), (20, -35), (20, -50)], 15 },
    };

    [Theory]
    [MemberData(nameof(IntegratedCases))]
    public void Integrated_EbuTech3341_IsWithinATenth(int number, (double Seconds, double Level)[] steps, double expected)
    {
        var values = DescribedSound.OfSound(TestTones.Stereo(steps), 48_000, 2);
        Assert.True(Math.Abs(values.LoudnessLufs!.Value - expected) <= 0.1, $"Case {number} gives {values.LoudnessLufs} LUFS.");
    }

    [Fact]
    public void Integrated_EbuTech3341Case6_WeightsSurround()
    {
        // L and R at −28 dB, C at −24 dB, LFE silent, Ls and Rs at −30 dB.
        var sound = TestTones.Sine(48_000, 1000, [-28, -28, -24, double.NegativeInfinity, -30, -30], (20, 0));
        Assert.Equal(-23, DescribedSound.OfSound(sound, 48_000, 6).LoudnessLufs!.Value, 0.1);
    }

    [Theory]
    [MemberData(nameof(RangeCases))]
    public void Range_EbuTech3342_IsWithinOne(int number, (double Seconds, double Level)[] steps, double expected)
    {
        var values = DescribedSound.OfSound(TestTones.Stereo(steps), 48_000, 2);
        Assert.True(Math.Abs(values.LoudnessRangeLu!.Value - expected) <= 1, $"Case {number} gives {values.LoudnessRangeLu} LU.");
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(44_100)]
    [InlineData(192_000)]
    public void Integrated_OneKilohertz_DoesNotDependOnTheRate(int rate) =>
        Assert.Equal(-23, DescribedSound.OfSound(TestTones.Sine(rate, 1000, [0, 0], (5, -23)), rate, 2).LoudnessLufs!.Value, 0.1);

    [Fact]
    public void Integrated_FullScaleMono_IsTheStandards() =>
        Assert.Equal(-3.01, DescribedSound.OfSound(TestTones.Sine(48_000, 997, [0], (5, 0)), 48_000, 1).LoudnessLufs!.Value, 0.01);

    [Fact]
    public void KWeighting_FortyEightKilohertz_HasTheStandardsCoefficients()
    {
        var filter = new KWeighting(48_000);
        Assert.Equal(1.53512485958697, filter.B0, 1e-8);
        Assert.Equal(-2.69169618940638, filter.B1, 1e-8);
        Assert.Equal(1.19839281085285, filter.B2, 1e-8);
        Assert.Equal(-1.69065929318241, filter.A1, 1e-8);
        Assert.Equal(0.73248077421585, filter.A2, 1e-8);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(48_000)]
    [InlineData(192_000)]
    public void KWeightedPower_AnyWidth_IsTheScalarFilter(int rate)
    {
        var (hop, warmUp) = (rate / 10, KWeightedPower.WarmUpLength(rate));
        var random = new RandomSource(7);
        // Loud low frequencies and a constant, which single precision likes least.
        var samples = new float[warmUp + (32 * hop) + 16];
        for (var i = warmUp; i < samples.Length; i++)
        {
            samples[i] = (float)(0.3 + (0.4 * Math.Sin(2 * Math.PI * 30 * i / rate)) + random.NextDouble(-0.1, 0.1));
        }

        var expected = KWeightingOracle.Energies(samples.AsSpan(warmUp), rate, hop, 32);
        foreach (var actual in new[] { Widths<Lanes1>(), Widths<Lanes128>(), Widths<Lanes256>(), Widths<Lanes512>() })
        {
            for (var run = 0; run < 32; run++)
            {
                Assert.Equal(0, 10 * Math.Log10(actual[run] / expected[run]), 1e-3);
            }
        }

        float[] Widths<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            var energies = new float[32];
            KWeightedPower.Compute<TLanes>(new KWeighting(rate), samples, warmUp, hop, energies);
            return energies;
        }
    }

    [Fact]
    public void Integrated_PinkNoise_IsTheScalarDefinition()
    {
        var noise = PinkNoise(20 * 48_000);
        var expected = KWeightingOracle.Integrated(noise, 48_000);
        Assert.Equal(expected, DescribedSound.OfSound(noise, 48_000, 1).LoudnessLufs!.Value, 0.005);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2.9)]
    public void Loudness_TooShort_IsUndefined(double seconds)
    {
        var values = DescribedSound.OfSound(TestTones.Stereo((seconds, -23)), 48_000, 2);
        Assert.Equal(seconds < 0.4, values.LoudnessLufs is null);
        Assert.Null(values.LoudnessRangeLu);
    }

    [Fact]
    public void Loudness_BelowTheGate_IsUndefined() => Assert.Null(DescribedSound.OfSound(TestTones.Stereo((5, -75)), 48_000, 2).LoudnessLufs);

    // Kellet's filter of white noise: −3 dB per octave within .05 dB.
    private static float[] PinkNoise(int length)
    {
        var random = new RandomSource(3);
        double b0 = 0, b1 = 0, b2 = 0;
        return [.. Enumerable.Range(0, length).Select(_ =>
        {
            var white = random.NextDouble(-1, 1);
            b0 = (0.99765 * b0) + (white * 0.0990460);
            b1 = (0.96300 * b1) + (white * 0.2965164);
            b2 = (0.57000 * b2) + (white * 1.0526913);
            return (float)(0.05 * (b0 + b1 + b2 + (white * 0.1848)));
        })];
    }
}
