using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Brightness, flatness, silence and key, on sounds whose answer is known and against librosa's definitions frame by frame.</summary>
public class SpectrumDescriptorTests
{
    private const int Rate = 22_050;
    private static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11, 12];
    private static readonly int[] MinorScale = [0, 2, 3, 5, 7, 8, 11, 12];
    private static readonly string[] Names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    [Theory]
    [InlineData(500)]
    [InlineData(4000)]
    public void Brightness_Sine_IsItsFrequency(double frequency)
    {
        // Its magnitude leaks into all bins at its ends.
        var values = DescribedSound.OfTrack(TestTones.Sine(Rate, frequency, [-6], (10, 0)));
        Assert.InRange(values.BrightnessHz!.Value, frequency * 0.98, frequency * 1.1);
        Assert.InRange(values.Flatness!.Value, 0, 1e-3);
    }

    [Fact]
    public void Brightness_WhiteNoise_IsHalfOfTheBand()
    {
        var values = DescribedSound.OfTrack(TestSpectra.Noise(10 * Rate));
        Assert.InRange(values.BrightnessHz!.Value, Rate / 4 * 0.98, Rate / 4 * 1.02);
        // Power of noise is exponentially distributed: its geometric mean is e^−γ of its mean.
        Assert.Equal(Math.Exp(-0.5772), values.Flatness!.Value, 0.01);
    }

    [Fact]
    public void Means_OfFramesThatSound_AreLibrosas()
    {
        var options = DescribedSound.Options;
        var signal = DescriptorAnalyzerTests.MusicLike(4);
        var plan = new StftPlan(options.FftLength, options.HopLength);
        var spectra = new Spectra(plan.BinCount);
        new SpectrumPass(plan, new StftScratch(plan), spectra).Run(signal);
        var frequencies = Enumerable.Range(0, plan.BinCount).Select(bin => (float)((double)bin * Rate / options.FftLength)).ToArray();
        var scratch = new float[plan.BinCount];
        var loudest = spectra.Frames.Max(frame => frame.Sum(value => (double)value));
        var sounding = spectra.Frames.Where(frame => frame.Sum(value => (double)value) > loudest * 1e-6).ToArray();
        var values = DescribedSound.OfTrack(signal);
        var centroid = sounding.Average(frame => (double)SpectralShape.Centroid(Array.ConvertAll(frame, MathF.Sqrt), frequencies));
        Assert.Equal(centroid, values.BrightnessHz!.Value, centroid * 1e-5);
        Assert.Equal(sounding.Average(frame => (double)SpectralShape.Flatness(frame, scratch)), values.Flatness!.Value, 1e-6);
    }

    [Fact]
    public void SilenceShare_HalfOfTheTime_IsHalf()
    {
        var sound = TestSpectra.Noise(20 * Rate);
        sound.AsSpan(10 * Rate).Clear();
        Assert.Equal(0.5, DescribedSound.OfTrack(sound).SilenceShare!.Value, 0.01);
    }

    [Theory]
    [InlineData(-50, 0)]
    [InlineData(-70, 0.5)]
    public void SilenceShare_Threshold_IsSixtyBelowTheLoudest(double level, double expected)
    {
        var sound = TestSpectra.Noise(20 * Rate);
        for (var i = 10 * Rate; i < sound.Length; i++)
        {
            sound[i] *= (float)Math.Pow(10, level / 20);
        }

        Assert.Equal(expected, DescribedSound.OfTrack(sound).SilenceShare!.Value, 0.01);
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Key_Scales_IsTheirs(int root)
    {
        var (major, minor) = (DescribedSound.OfTrack(Scale(root, MajorScale, 4)), DescribedSound.OfTrack(Scale(root, MinorScale, 3)));
        Assert.Equal($"{Names[root]} major", major.Key);
        Assert.Equal($"{Names[root]} minor", minor.Key);
        Assert.Equal($"{Names[root]} major", major.KeyTemperley);
        Assert.Equal($"{Names[root]} minor", minor.KeyTemperley);
        Assert.InRange(major.KeyConfidence!.Value, 0.7, 1);
    }

    public static TheoryData<int> Roots => [.. Enumerable.Range(0, 12)];

    [Fact]
    public void KeyProfiles_TheirOwn_CorrelateFully()
    {
        foreach (var profiles in new[] { KeyProfiles.KrumhanslKessler, KeyProfiles.Temperley })
        {
            var correlations = new double[24];
            profiles.Correlate(profiles.Minor, correlations);
            Assert.Equal(1, correlations[12], 1e-12);
            Assert.Equal("C minor", KeyEstimate.Of(profiles.Minor, profiles)!.Name);
        }
    }

    [Fact]
    public void Key_EqualClasses_IsUndefined() => Assert.Null(KeyEstimate.Of(Enumerable.Repeat(0.3, 12).ToArray(), KeyProfiles.Temperley));

    [Fact]
    public void SparseBank_Chroma_IsNearlyTheWhole()
    {
        var bank = new ChromaBank(Rate, 2048);
        var power = TestSpectra.Noise(bank.BinCount * LaneWidth.Count).Select(Math.Abs).ToArray();
        var (sparse, whole) = (new float[12 * LaneWidth.Count], new float[12 * LaneWidth.Count]);
        new SparseBank(bank, 1e-4f).Apply(power, sparse);
        bank.Apply(power, whole, LaneWidth.Count, 0, LaneWidth.Count);
        for (var i = 0; i < whole.Length; i++)
        {
            Assert.Equal(1, sparse[i] / whole[i], 1e-3);
        }
    }

    // Up and down, ending on the root, with its triad under it.
    private static float[] Scale(int root, int[] scale, int third)
    {
        int[] steps = [.. scale, .. scale.Reverse(), 0, 0];
        return [.. steps.SelectMany(step => Enumerable.Range(0, Rate / 2).Select(i =>
        {
            var time = (double)i / Rate;
            return (float)(Note(60 + root + step, time) + (0.3 * (Note(48 + root, time) + Note(48 + root + third, time) + Note(55 + root, time))));
        }))];
    }

    private static double Note(int midi, double time)
    {
        var frequency = 440 * Math.Pow(2, (midi - 69) / 12.0);
        return 0.1 * (Math.Sin(2 * Math.PI * frequency * time) + (0.3 * Math.Sin(4 * Math.PI * frequency * time)));
    }

    private sealed class Spectra(int binCount) : ISpectrumConsumer
    {
        public List<float[]> Frames { get; } = [];

        public void Begin(int frameCount)
        {
        }

        public void Take(SpectrumBlock block)
        {
            for (var lane = 0; lane < block.FrameCount; lane++)
            {
                var frame = new float[binCount];
                LaneBlocks.Store(block.Power, LaneWidth.Count, lane, frame);
                Frames.Add(frame);
            }
        }
    }
}
