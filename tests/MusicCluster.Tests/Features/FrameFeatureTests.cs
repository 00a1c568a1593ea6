using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;
using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>The optional features against their definitions, on signals whose answer is known or easily written down.</summary>
public class FrameFeatureTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(65)]
    public void Delta_Parabola_HasItsDerivatives(int length)
    {
        var line = Enumerable.Range(0, length).Select(t => 3 + (0.5f * t)).ToArray();
        var parabola = Enumerable.Range(0, length).Select(t => 0.25f * t * t).ToArray();
        var result = new float[length];
        Delta.First(line, result);
        Assert.All(result, value => Assert.Equal(0.5, value, 1e-5));
        Delta.Second(parabola, result);
        Assert.All(result, value => Assert.Equal(0.5, value, 1e-3 * length));
    }

    [Fact]
    public void Delta_Series_IsTheFitOfNineFrames()
    {
        var series = TestSpectra.Noise(40);
        var (slope, curvature) = (new float[40], new float[40]);
        Delta.First(series, slope);
        Delta.Second(series, curvature);
        for (var t = 0; t < 40; t++)
        {
            var center = Math.Clamp(t, 4, 35);
            var window = Enumerable.Range(-4, 9).Select(k => (k, x: (double)series[center + k])).ToArray();
            Assert.Equal(window.Sum(p => p.k * p.x) / 60, slope[t], 1e-6);
            var mean = window.Average(p => p.x);
            Assert.Equal(2 * window.Sum(p => ((p.k * p.k) - (20.0 / 3)) * (p.x - mean)) / 308, curvature[t], 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Delta_TooShort_IsZero(int length)
    {
        var result = Enumerable.Repeat(1f, length).ToArray();
        Delta.First(TestSpectra.Noise(length), result);
        Assert.All(result, value => Assert.Equal(0, value));
    }

    [Fact]
    public void ZeroCrossingRate_AnySignal_CountsWithinFrames()
    {
        var signal = TestSpectra.Noise(3001);
        signal[77] = 0;
        signal[78] = -1e-11f;
        var rates = new float[1 + (3001 / 512)];
        FrameSignal.ZeroCrossingRate(signal, 2048, 512, rates);
        var padded = Enumerable.Range(-1024, 3001 + 2048).Select(i => signal[Math.Clamp(i, 0, 3000)] < -1e-10f).ToArray();
        for (var frame = 0; frame < rates.Length; frame++)
        {
            var count = Enumerable.Range((frame * 512) + 1, 2047).Count(i => padded[i] != padded[i - 1]);
            Assert.Equal(count / 2048.0, rates[frame], 1e-7);
        }
    }

    [Fact]
    public void RootMeanSquare_Constant_IsItWhereFramesAreFull()
    {
        var levels = new float[21];
        FrameSignal.RootMeanSquare(Enumerable.Repeat(0.5f, 20 * 512).ToArray(), 2048, 512, levels);
        Assert.Equal(0.5 / Math.Sqrt(2), levels[0], 1e-6);
        Assert.Equal(0.5, levels[10], 1e-6);
    }

    [Fact]
    public void SpectralShape_TwoTones_AreWeightedByMagnitude()
    {
        float[] frequencies = [0, 100, 200, 300, 400];
        float[] magnitude = [0, 3, 0, 0, 1];
        var scratch = new float[5];
        var centroid = SpectralShape.Centroid(magnitude, frequencies);
        Assert.Equal(175, centroid, 1e-4);
        Assert.Equal(Math.Sqrt(((3 * 75 * 75) + (225 * 225)) / 4.0), SpectralShape.Bandwidth(magnitude, frequencies, centroid, scratch), 1e-3);
        Assert.Equal(400, SpectralShape.RollOff(magnitude, frequencies));
        Assert.Equal(100, SpectralShape.RollOff([0, 9, 0, 0, 1], frequencies));
        Assert.Equal(1, SpectralShape.Flatness([2, 2, 2, 2, 2], scratch), 1e-6);
        Assert.Equal(Math.Pow(1e-40, 0.2) / ((1 + 4e-10) / 5), SpectralShape.Flatness([0, 0, 1, 0, 0], scratch), 1e-9);
    }

    [Fact]
    public void SpectralShape_Silence_IsFinite()
    {
        var (silence, scratch) = (new float[5], new float[5]);
        float[] frequencies = [0, 100, 200, 300, 400];
        Assert.Equal(0, SpectralShape.Centroid(silence, frequencies));
        Assert.Equal(0, SpectralShape.Bandwidth(silence, frequencies, 0, scratch));
        Assert.Equal(0, SpectralShape.RollOff(silence, frequencies));
        Assert.Equal(1, SpectralShape.Flatness(silence, scratch), 1e-5);
    }

    [Theory]
    [InlineData(22050, 2048)]
    [InlineData(44100, 2048)]
    [InlineData(16000, 512)]
    [InlineData(48000, 8192)]
    public void SpectralContrast_RandomFrame_IsTheDefinition(int sampleRate, int fftLength)
    {
        var magnitude = TestSpectra.Noise((fftLength / 2) + 1).Select(Math.Abs).ToArray();
        var (peaks, valleys) = (new float[7], new float[7]);
        new SpectralContrast(sampleRate, fftLength).Compute(magnitude, peaks, valleys);
        double[] edges = [0, 200, 400, 800, 1600, 3200, 6400, 12800];
        for (var band = 0; band < 7; band++)
        {
            // librosa's recipe, step by step.
            var inside = Enumerable.Range(0, magnitude.Length)
                .Where(bin => (double)bin * sampleRate / fftLength >= edges[band] && (double)bin * sampleRate / fftLength <= edges[band + 1]).ToList();
            if (band > 0)
            {
                inside.Insert(0, inside[0] - 1);
            }

            if (band == 6)
            {
                inside.AddRange(Enumerable.Range(inside[^1] + 1, magnitude.Length - inside[^1] - 1));
            }

            var count = (int)Math.Max(Math.Round(0.02 * inside.Count, MidpointRounding.ToEven), 1);
            var sorted = (band < 6 ? inside.SkipLast(1) : inside).Select(bin => (double)magnitude[bin]).Order().ToArray();
            Assert.Equal(sorted[..count].Average(), valleys[band], 1e-6);
            Assert.Equal(sorted[^count..].Average(), peaks[band], 1e-6);
        }
    }

    [Fact]
    public void ChromaBank_PureNotes_FallIntoTheirClass()
    {
        var bank = new ChromaBank(22050, 2048, 0);
        string[] names = ["c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b"];
        for (var note = 60; note < 84; note++)
        {
            var bin = (int)Math.Round(440 * Math.Pow(2, (note - 69) / 12.0) * 2048 / 22050);
            var pitch = 69 + (12 * Math.Log2(bin * 22050.0 / 2048 / 440));
            var loudest = Enumerable.Range(0, 12).MaxBy(row => bank.Weights(row)[bin - bank.Start(row)]);
            Assert.Equal(names[(int)Math.Round(pitch) % 12], names[loudest]);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(120)]
    [InlineData(160)]
    public void Tempo_Clicks_IsTheirRate(double beatsPerMinute)
    {
        var framesPerMinute = 60 * 22050.0 / 512;
        var strength = new float[1292];
        for (var beat = 0; beat * framesPerMinute / beatsPerMinute < strength.Length; beat++)
        {
            strength[(int)(beat * framesPerMinute / beatsPerMinute)] = 1;
        }

        Assert.InRange(new Tempo(22050, 512).Estimate(strength), beatsPerMinute * 0.96, beatsPerMinute * 1.04);
    }

    [Fact]
    public void Tempo_SilenceOrOneFrame_IsFinite()
    {
        Assert.InRange(new Tempo(22050, 512).Estimate(new float[100]), 1, 320);
        Assert.InRange(new Tempo(22050, 512).Estimate([1]), 1, 320);
    }

    [Fact]
    public void Onset_Steps_RiseInTheFrameAfterTheDelay()
    {
        // Two bands; the first rises by 6 dB in frame 3 and falls in frame 5.
        float[] levels = [0, 0, 0, 6, 6, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];
        var strength = new float[8];
        Onset.Strength(levels, 2, 2, strength);
        Assert.Equal([0f, 0, 0, 0, 0, 3, 0, 0], strength);
    }
}
