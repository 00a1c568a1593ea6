using MusicCluster.Audio.Resampling;
using MusicCluster.Tests.Features;
using Xunit;

namespace MusicCluster.Tests.Audio.Resampling;

public class ResamplerTests
{
    // Down by two, up by two, by odd ratios both ways, near unity, by far.
    public static TheoryData<int, int> Rates => new()
    {
        { 44100, 22050 }, { 48000, 22050 }, { 32000, 22050 }, { 22050, 44100 }, { 8000, 22050 }, { 24000, 22050 },
        { 22050, 16000 }, { 96000, 22050 }, { 192000, 22050 }, { 11025, 22050 }, { 44100, 11025 }, { 44101, 22050 }, { 22050, 22051 }, { 768000, 16000 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Resample_SweepOfThePassBand_KeepsTheLevel(int from, int to)
    {
        for (var step = 1; step <= 12; step++)
        {
            var frequency = Resampler.PassBandEnd * Math.Min(from, to) / 2 * step / 12;
            Assert.Equal(0, ToneLevel(from, to, frequency, frequency), 0.05);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Resample_SweepOfTheStopBand_LeavesNothing(int from, int to)
    {
        if (to >= from)
        {
            // Upwards, the stop band is where the images are.
            for (var step = 1; step <= 12; step++)
            {
                var frequency = Resampler.PassBandEnd * from / 2 * step / 12;
                var image = from - frequency;
                if (image < to / 2.0)
                {
                    Assert.InRange(ToneLevel(from, to, frequency, image), double.NegativeInfinity, -100);
                }
            }

            return;
        }

        for (var step = 0; step < 12; step++)
        {
            var frequency = (to / 2.0) + ((from - to) / 2.0 * step / 12);
            Assert.InRange(RemainingLevel(from, to, frequency), double.NegativeInfinity, -100);
        }
    }

    [Theory]
    [InlineData(44100, 22050, 0)]
    [InlineData(44100, 22050, 1)]
    [InlineData(44100, 22050, 2)]
    [InlineData(48000, 22050, 1001)]
    [InlineData(32000, 22050, 65664)]
    [InlineData(8000, 22050, 7)]
    [InlineData(1000, 768000, 3)]
    [InlineData(768000, 1000, 769)]
    [InlineData(22050, 22050, 5)]
    public void Resample_AnyLength_GivesTheCeiling(int from, int to, int count)
    {
        var expected = ((long)count * to / from) + ((long)count * to % from == 0 ? 0 : 1);
        Assert.Equal(expected, Resampler.Resample(TestSpectra.Noise(count), from, to).Length);
    }

    [Fact]
    public void Resample_TwoToOne_IsTheDefinition()
    {
        var signal = TestSpectra.Noise(5003);
        var half = KaiserWindow.HalfLength(Resampler.Rejection, (1 - Resampler.PassBandEnd) / 4);
        var beta = KaiserWindow.Beta(Resampler.Rejection);
        var actual = Resampler.Resample(signal, 2, 1);
        for (var n = 0; n < actual.Length; n += 7)
        {
            var expected = 0.0;
            for (var i = Math.Max(0, (2 * n) - half); i <= Math.Min(signal.Length - 1, (2 * n) + half); i++)
            {
                expected += signal[i] * KaiserWindow.LowPass(i - (2 * n), (1 + Resampler.PassBandEnd) / 8, half, beta);
            }

            Assert.Equal(expected, actual[n], 2e-6);
        }
    }

    [Fact]
    public void Resample_SameRate_IsACopy()
    {
        var signal = TestSpectra.Noise(100);
        Assert.Equal(signal, Resampler.Resample(signal, 22050, 22050));
    }

    [Fact]
    public void Resample_Impulse_StaysWhereItIs()
    {
        foreach (var (from, to) in new[] { (44100, 22050), (48000, 22050), (8000, 22050) })
        {
            var signal = new float[from];
            signal[from / 2] = 1;
            var output = Resampler.Resample(signal, from, to);
            Assert.InRange(Array.IndexOf(output, output.Max()), (to / 2) - 1, (to / 2) + 1);
        }
    }

    [Fact]
    public void Resample_WrongRoom_Throws() =>
        Assert.Throws<ArgumentException>(() => Resampler.For(44100, 22050).Resample(new float[10], new float[6], new ResamplerScratch()));

    // Level in dB, relative to the input's, of one frequency of the output.
    private static double ToneLevel(int from, int to, double frequency, double at)
    {
        var output = Steady(Resampler.Resample(Tone(from, frequency), from, to));
        var (real, imaginary, weight) = (0.0, 0.0, 0.0);
        for (var n = 0; n < output.Length; n++)
        {
            var window = Window(n, output.Length);
            var (sine, cosine) = Math.SinCos(2 * Math.PI * at * n / to);
            real += window * output[n] * cosine;
            imaginary += window * output[n] * sine;
            weight += window;
        }

        return 20 * Math.Log10(2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / weight);
    }

    // Level in dB of all that comes out, relative to the tone that went in.
    private static double RemainingLevel(int from, int to, double frequency)
    {
        var output = Steady(Resampler.Resample(Tone(from, frequency), from, to));
        return 10 * Math.Log10((2 * output.ToArray().Average(x => (double)x * x)) + 1e-30);
    }

    private static float[] Tone(int rate, double frequency) =>
        [.. Enumerable.Range(0, rate / 2).Select(n => (float)Math.Sin(2 * Math.PI * frequency * n / rate))];

    // Without the transients at the ends.
    private static ReadOnlySpan<float> Steady(float[] output) => output.AsSpan(output.Length / 5, output.Length * 3 / 5);

    // Blackman and Harris's: side lobes 92 dB down and falling, so other tones do not leak into the one measured.
    private static double Window(int n, int length)
    {
        var x = 2 * Math.PI * (n + 0.5) / length;
        return 0.35875 - (0.48829 * Math.Cos(x)) + (0.14128 * Math.Cos(2 * x)) - (0.01168 * Math.Cos(3 * x));
    }
}
