using MusicCluster.Features.Descriptors.Sound;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>True peak against the EBU's cases, and its kernel against the filter as the standard prints it.</summary>
public class TruePeakTests
{
    // BS.1770-4, annex 2: taps of phases 0 and 1; phases 2 and 3 are these backwards.
    private static readonly double[][] Phases =
    [
        [
            0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
            0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
        ],
        [
            -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
            0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
        ],
    ];

    /// <summary>EBU Tech 3341, cases 15 to 19: sines at a quarter, a quarter, a sixth and an eighth of the rate, of which no sample is a peak.</summary>
    [Theory]
    [InlineData(15, 4, 0, 0.5, -6)]
    [InlineData(16, 4, 45, 0.5, -6)]
    [InlineData(17, 6, 60, 0.5, -6)]
    [InlineData(18, 8, 67.5, 0.5, -6)]
    [InlineData(19, 4, 45, 1.41, 3)]
    public void TruePeak_EbuTech3341_IsWithinItsTolerance(int number, int divisor, double phase, double amplitude, double expected)
    {
        var sound = new float[2 * 48_000];
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] = (float)(amplitude * Math.Sin((2 * Math.PI * i / divisor) + (phase * Math.PI / 180)) * Fade(i, sound.Length));
        }

        var peak = DescribedSound.OfSound(sound, 48_000, 1).TruePeakDbtp!.Value;
        Assert.True(peak >= expected - 0.4 && peak <= expected + 0.2, $"Case {number} gives {peak} dBTP.");
    }

    /// <summary>EBU Tech 3341, cases 20 to 23: a peak between samples, at each quarter of the way.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    public void TruePeak_EbuTech3341BandLimitedPeak_IsFoundAnywhere(double offset)
    {
        // A pulse that holds frequencies up to a quarter of the rate, as the EBU's filtered ones do.
        var sound = new float[9600];
        for (var i = 0; i < sound.Length; i++)
        {
            var x = (i - 4800 + offset) / 2;
            var window = Math.Exp(-x * x / 200);
            sound[i] = (float)(window * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x)));
        }

        Assert.InRange(DescribedSound.OfSound(sound, 48_000, 1).TruePeakDbtp!.Value, -0.4, 0.2);
    }

    [Fact]
    public void Of_AnyWidth_IsTheFilterAsPrinted()
    {
        var samples = TestSpectra.Noise(400);
        foreach (var (first, count) in new[] { (40, 1), (40, 15), (50, 16), (64, 128), (99, 301) })
        {
            var expected = 0.0;
            for (var i = first; i < first + count; i++)
            {
                foreach (var phase in Phases.Concat(Phases.Select(taps => taps.Reverse().ToArray())))
                {
                    expected = Math.Max(expected, Math.Abs(Enumerable.Range(0, 12).Sum(tap => phase[tap] * samples[i - tap])));
                }
            }

            Assert.Equal(expected, TruePeak.Of<Lanes1>(samples, first, count, 0), 1e-6);
            if (count >= 16)
            {
                Assert.Equal(expected, TruePeak.Of<Lanes128>(samples, first, count, 0), 1e-6);
                Assert.Equal(expected, TruePeak.Of<Lanes256>(samples, first, count, 0), 1e-6);
                Assert.Equal(expected, TruePeak.Of<Lanes512>(samples, first, count, 0), 1e-6);
            }
        }
    }

    [Fact]
    public void TruePeak_SkippedChunks_ChangeNothing()
    {
        // Loud and quiet stretches, so that some chunks are skipped; each sample is interpolated here.
        var sound = TestSpectra.Noise(100_000);
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] *= i / 5000 % 3 == 0 ? 1f : 0.4f;
        }

        float[] padded = [.. new float[64], .. sound, .. new float[64]];
        var expected = TruePeak.Of<Lanes1>(padded, 64, sound.Length + TruePeak.History, 0);
        Assert.Equal(20 * Math.Log10(expected), DescribedSound.OfSound(sound, 44_100, 1).TruePeakDbtp!.Value, 1e-5);
    }

    [Fact]
    public void TruePeak_LoudestAtTheVeryEnd_IsHeard()
    {
        var sound = new float[44_100];
        sound[^1] = 0.9f;
        Assert.InRange(DescribedSound.OfSound(sound, 44_100, 1).TruePeakDbtp!.Value, 20 * Math.Log10(0.9) - 1e-5, 0);
    }

    private static double Fade(int i, int length) => Math.Clamp(Math.Min(i, length - 1 - i) / 2400.0, 0, 1);
}
