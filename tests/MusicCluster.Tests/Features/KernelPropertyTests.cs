using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>The kernels against the scalar definition, at lengths that fill no register, no frame and no group of frames.</summary>
public class KernelPropertyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData((15 * 512) - 1)]
    [InlineData(15 * 512)]
    [InlineData(16 * 512)]
    [InlineData((64 * 512) + 7)]
    public void Power_AnyLength_IsTheDefinition(int length)
    {
        var signal = TestSpectra.Noise(length);
        AssertPowerIsDefinition(new StftPlan(), signal);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 3)]
    [InlineData(64, 64)]
    [InlineData(512, 100)]
    [InlineData(4096, 1000)]
    public void Power_AnyFrame_IsTheDefinition(int fftLength, int hopLength) =>
        AssertPowerIsDefinition(new StftPlan(fftLength, hopLength), TestSpectra.Noise((fftLength * 2) + 5));

    [Theory]
    [InlineData(512, 128)]
    [InlineData(1024, 128)]
    [InlineData(2048, 1024)]
    public void Power_QuartersShareSamples_IsTheDefinition(int fftLength, int hopLength) =>
        AssertPowerIsDefinition(new StftPlan(fftLength, hopLength), TestSpectra.Noise(fftLength * 5));

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData((64 * 512) + 7)]
    public void Mfcc_AnyLength_IsTheDefinition(int length)
    {
        var signal = TestSpectra.Noise(length);
        var plan = new StftPlan();
        var bank = new MelBank(22050, 2048, 128);
        var levels = TestSpectra.LogMel(plan, bank, signal);
        var expectedLevels = Oracle.ToDecibels(Oracle.Mel(Oracle.Power(signal, 2048, 512), bank));
        Assert.InRange(TestSpectra.Distance(levels, expectedLevels), 0, 1e-3);

        var expected = Oracle.Dct(expectedLevels, 40);
        var mfcc = new float[40 * plan.FrameCount(length)];
        Mfcc.Compute(Mfcc.CreateDct(40, 128), levels, 128, mfcc);
        Assert.InRange(TestSpectra.Distance(mfcc, expected), 0, 1e-3);

        var mean = new float[40];
        Mfcc.Mean(Mfcc.CreateDct(40, 128), levels, 128, mean);
        Assert.InRange(TestSpectra.Distance(mean, [.. expected.Select(row => new[] { row.Average() })]), 0, 1e-3);
    }

    /// <summary>Reading each bin once for both its triangles gives what the bands' own weights give, also where bands are empty.</summary>
    [Theory]
    [InlineData(22050, 2048, 128)]
    [InlineData(22050, 2048, 40)]
    [InlineData(44100, 512, 128)]
    [InlineData(8000, 256, 200)]
    [InlineData(22050, 2048, 1)]
    public void Apply_Triangles_SumsEachBandsWeights(int sampleRate, int fftLength, int melCount)
    {
        foreach (var scale in Enum.GetValues<MelScale>())
        {
            var bank = new MelBank(sampleRate, fftLength, melCount, scale, scale == MelScale.Htk ? MelNormalization.Peak : MelNormalization.Area);
            var random = new Random(1);
            var power = Enumerable.Range(0, bank.BinCount * LaneWidth.Count).Select(_ => (float)random.NextDouble()).ToArray();
            var bands = new float[melCount * LaneWidth.Count];
            bank.Apply(power, bands, LaneWidth.Count, 0, LaneWidth.Count);
            for (var band = 0; band < melCount; band++)
            {
                for (var lane = 0; lane < LaneWidth.Count; lane++)
                {
                    var expected = Enumerable.Range(0, bank.Weights(band).Length)
                        .Sum(i => (double)bank.Weights(band)[i] * power[((bank.Start(band) + i) * LaneWidth.Count) + lane]);
                    Assert.Equal(expected, bands[(band * LaneWidth.Count) + lane], (1e-5 * expected) + 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Power_MirroredEnds_AreThoseOfTheMirroredSignal()
    {
        var signal = TestSpectra.Noise(5000);
        var mirrored = Enumerable.Range(-1024, 5000 + 2048).Select(i => signal[i < 0 ? -i : i >= 5000 ? (2 * 4999) - i : i]).ToArray();
        var plan = new StftPlan(padding: FramePadding.Reflect);
        var bank = new MelBank(22050, 2048, 64);
        // Frame f of the mirrored signal, centered, begins 1024 samples before sample 512 f: skip two frames.
        var expected = Oracle.Mel([.. Oracle.Power(mirrored, 2048, 512).Skip(2).Take(plan.FrameCount(5000))], bank);
        Assert.InRange(TestSpectra.Distance(TestSpectra.Mel(plan, bank, signal), expected, 1e-8), 0, 1e-4);
        Assert.Throws<ArgumentException>(() => TestSpectra.Mel(plan, bank, new float[1024]));
    }

    [Fact]
    public void StftPlan_BadLengths_Throw()
    {
        Assert.Throws<ArgumentException>(() => new StftPlan(1000));
        Assert.Throws<ArgumentException>(() => new StftPlan(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StftPlan(2048, 0));
    }

    private static void AssertPowerIsDefinition(StftPlan plan, float[] signal)
    {
        var expected = Oracle.Power(signal, plan.FftLength, plan.HopLength);
        Assert.Equal(expected.Length, plan.FrameCount(signal.Length));
        var scratch = new StftScratch(plan);
        for (var frame = 0; frame < expected.Length; frame++)
        {
            if (frame % LaneWidth.Count == 0)
            {
                Stft.Power(plan, signal, frame, scratch);
            }

            // Noise fills all bins, so rounding is measured against the frame's mean power.
            var tolerance = (1e-5 * expected[frame].Average()) + 1e-12;
            for (var bin = 0; bin < plan.BinCount; bin++)
            {
                var actual = scratch.Power[(bin * LaneWidth.Count) + (frame % LaneWidth.Count)];
                Assert.Equal(expected[frame][bin], actual, tolerance + (1e-5 * expected[frame][bin]));
            }
        }
    }
}
