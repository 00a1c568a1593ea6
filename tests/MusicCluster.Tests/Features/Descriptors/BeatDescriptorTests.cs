using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Frames;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>Tempo, onsets and percussiveness on clicks, tones and noise.</summary>
public class BeatDescriptorTests
{
    private const int Rate = 22_050;

    [Theory]
    [InlineData(90)]
    [InlineData(120)]
    [InlineData(160)]
    public void Tempo_Clicks_IsTheirRateWithItsOctave(double beatsPerMinute)
    {
        var values = DescribedSound.OfTrack(Clicks(30, beatsPerMinute));
        Assert.InRange(values.TempoBpm!.Value, beatsPerMinute * 0.96, beatsPerMinute * 1.04);
        var ratio = values.TempoAlternativeBpm!.Value / values.TempoBpm.Value;
        Assert.True(ratio is > 0.45 and < 0.55 or > 1.8 and < 2.2, $"The alternative is {ratio} times the tempo.");
        Assert.InRange(values.TempoConfidence!.Value, 0.5, 1);
        Assert.InRange(values.OnsetRateHz!.Value, beatsPerMinute / 60 * 0.95, beatsPerMinute / 60 * 1.05);
    }

    [Fact]
    public void Tempo_Noise_HasLittleConfidence() =>
        Assert.InRange(DescribedSound.OfTrack(TestSpectra.Noise(30 * Rate)).TempoConfidence!.Value, 0, 0.2);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 1)]
    [InlineData(100, 1)]
    [InlineData(345, 1)]
    [InlineData(1292, 1)]
    [InlineData(1, 4)]
    [InlineData(130, 4)]
    [InlineData(1291, 4)]
    public void WindowedAutocorrelation_AnyLength_IsTheDefinition(int length, int step)
    {
        const int Window = 344;
        var series = TestSpectra.Noise(length).Select(value => value + 1).ToArray();
        var windows = new WindowedAutocorrelation(Window, step);
        windows.Start();
        windows.Take(series);
        var actual = new double[Window];
        windows.Complete(actual);
        var expected = MeanAutocorrelation(series, Window, step);
        for (var lag = 0; lag < Window; lag++)
        {
            Assert.Equal(expected[lag], actual[lag], 2e-6);
        }
    }

    [Fact]
    public void OnsetStream_Pieces_GiveTheWholesStrength()
    {
        var levels = TestSpectra.Noise(8 * 100);
        var whole = new float[100];
        Onset.Strength(levels, 8, 2, whole);
        foreach (var length in new[] { 1, 3, 99, 100 })
        {
            var stream = new OnsetStream(8, 2);
            stream.Start();
            var strength = new List<float>();
            for (var first = 0; first < 100; first += length)
            {
                var count = Math.Min(length, 100 - first);
                var piece = Enumerable.Range(0, 8).SelectMany(band => levels[((band * 100) + first)..((band * 100) + first + count)]).ToArray();
                strength.AddRange(stream.Take(piece, count));
            }

            Assert.Equal(whole, strength);
        }
    }

    [Fact]
    public void OnsetRate_SteadyTone_IsZero()
    {
        var values = DescribedSound.OfTrack(TestTones.Sine(Rate, 440, [-6], (10, 0)));
        Assert.InRange(values.OnsetRateHz!.Value, 0, 0.21);
    }

    [Fact]
    public void Percussiveness_ClicksAndTones_AreItsEnds()
    {
        Assert.InRange(DescribedSound.OfTrack(Clicks(20, 120)).Percussiveness!.Value, 0.95, 1);
        Assert.InRange(DescribedSound.OfTrack(TestTones.Sine(Rate, 440, [-6], (20, 0))).Percussiveness!.Value, 0, 0.05);
        Assert.InRange(DescribedSound.OfTrack(TestSpectra.Noise(20 * Rate)).Percussiveness!.Value, 0.35, 0.65);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(333)]
    public void Percussiveness_AnyLength_IsTheDefinition(int rowCount)
    {
        const int Bands = 40;
        var levels = TestSpectra.Noise(Bands * 2 * rowCount).Select(value => 40 * value).ToArray();
        var meter = new PercussionMeter(Bands);
        meter.Start();
        meter.Take(levels, 2 * rowCount);
        var (total, share) = (0.0, 0.0);
        for (var row = 0; row < rowCount; row++)
        {
            for (var band = 0; band < Bands; band++)
            {
                var harmonic = Median(Enumerable.Range(-4, 9).Select(step => Level(row + step, band)));
                var percussive = Median(Enumerable.Range(-4, 9).Select(step => Level(row, band + (2 * step))));
                var power = Math.Pow(10, Level(row, band) / 10);
                total += power;
                share += power / (1 + Math.Pow(10, (harmonic - percussive) / 10));
            }
        }

        Assert.Equal(share / total, meter.Share()!.Value, 1e-5);

        double Level(int row, int band) => levels[(Mirror(band, Bands) * 2 * rowCount) + (2 * Mirror(row, rowCount))];
    }

    [Fact]
    public void MedianOfNine_AnyWidth_IsTheMedian()
    {
        var values = TestSpectra.Noise(400);
        int[] starts = [0, 7, 31, 44, 58, 101, 202, 255, 300];
        var expected = Enumerable.Range(0, 64).Select(i => (float)Median(starts.Select(start => (double)values[start + i]))).ToArray();
        var actual = new float[64];
        MedianOfNine.Compute<Lanes1>(values, starts, actual);
        Assert.Equal(expected, actual);
        MedianOfNine.Compute<Lanes128>(values, starts, actual);
        Assert.Equal(expected, actual);
        MedianOfNine.Compute<Lanes256>(values, starts, actual);
        Assert.Equal(expected, actual);
        MedianOfNine.Compute<Lanes512>(values, starts, actual);
        Assert.Equal(expected, actual);
    }

    private static double Median(IEnumerable<double> nine) => nine.Order().ElementAt(4);

    private static int Mirror(int index, int count) => index < 0 ? -1 - index : index >= count ? (2 * count) - 1 - index : index;

    private static float[] Clicks(int seconds, double beatsPerMinute)
    {
        var sound = new float[seconds * Rate];
        for (var beat = 0; beat * 60 * Rate / beatsPerMinute < sound.Length; beat++)
        {
            sound[(int)(beat * 60 * Rate / beatsPerMinute)] = 1;
        }

        return sound;
    }

    // librosa's recipe, window by window.
    private static double[] MeanAutocorrelation(float[] series, int length, int step)
    {
        var side = length / 2;
        double[] padded =
        [
            .. Enumerable.Range(0, side).Select(i => (double)series[0] * i / side), .. series.Select(value => (double)value),
            .. Enumerable.Range(0, side).Select(i => (double)series[^1] * (side - 1 - i) / side),
        ];
        var mean = new double[length];
        var count = (series.Length + step - 1) / step;
        for (var start = 0; start < series.Length; start += step)
        {
            var window = Enumerable.Range(0, length).Select(i => padded[start + i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length)))).ToArray();
            var energy = window.Sum(value => value * value);
            for (var lag = 0; lag < length; lag++)
            {
                var sum = 0.0;
                for (var i = 0; i + lag < length; i++)
                {
                    sum += window[i] * window[i + lag];
                }

                mean[lag] += sum / energy / count;
            }
        }

        return mean;
    }
}
