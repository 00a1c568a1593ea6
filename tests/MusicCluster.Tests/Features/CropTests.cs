using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class CropTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1292, 128, 10, 10)]
    [InlineData(130, 80, 10, 2)]
    [InlineData(80, 80, 10, 1)]
    [InlineData(128, 128, 1, 1)]
    [InlineData(200, 80, 10, 4)]
    public void Starts_AnyTrack_AreEvenlySpacedHalfAWindowApart(int frameCount, int length, int maximum, int expected)
    {
        var starts = CropPlan.Starts(frameCount, length, maximum);
        Assert.Equal(expected, starts.Length);
        Assert.All(starts, start => Assert.InRange(start, 0, frameCount - length));
        var steps = starts.Zip(starts.Skip(1), (a, b) => b - a).ToArray();
        Assert.All(steps, step => Assert.InRange(step, length / 2, int.MaxValue));
        Assert.True(steps.Length == 0 || steps.Max() - steps.Min() <= 1);
    }

    [Theory]
    [InlineData(81, 0, 1)]
    [InlineData(87, 0, 7)] // 2 s
    [InlineData(119, 0, 39)]
    public void Starts_TrackLittleLongerThanAWindow_AreItsTwoEnds(int frameCount, int first, int second)
    {
        Assert.Equal([first, second], CropPlan.Starts(frameCount, 80, 10));
        Assert.Single(CropPlan.Starts(frameCount, 80, 1));
    }

    [Fact]
    public void Run_Crops_HaveTheirShapesAndAreFinite()
    {
        var options = new FeatureOptions(Crops: 10);
        var result = FeatureExtraction.Run(SampleClips.Tracks(1, 44), options, folder.Path, 2, null, CancellationToken.None);
        Assert.Empty(result.Failures);
        using var statistics = NpyFile.Open(folder["statistics.npy"]);
        using var mask = NpyFile.Open(folder["crops.mask.npy"]);
        using var logMel = NpyFile.Open(folder["crops.logmel.npy"]);
        Assert.Equal([2L, 10L, 212L], statistics.Shape);
        Assert.Equal([2L, 10L], mask.Shape);
        Assert.Equal([2L, 10L, 64L, 128L], logMel.Shape);
        Assert.Equal(212, File.ReadAllLines(folder["statistics.columns.txt"]).Distinct().Count());
        Assert.All(mask.Row(0).ToArray(), value => Assert.Equal(1, value));
        for (var track = 0; track < 2; track++)
        {
            Assert.All(statistics.Row(track).ToArray(), value => Assert.True(float.IsFinite(value)));
            Assert.All(logMel.Row(track).ToArray(), value => Assert.InRange(value, -120, 60));
        }

        Assert.NotEqual(statistics.Row(0)[..135].ToArray(), statistics.Row(0)[212..347].ToArray());
    }

    [Fact]
    public void Run_ShortTrack_HasFewerCropsAndRepeatsThem()
    {
        // 3 s are 130 frames: two windows of 80.
        WavFile.Write(folder["short.wav"], TestSpectra.Noise(66_150));
        FeatureExtraction.Run([new Track("s", folder["short.wav"])], new FeatureOptions(Crops: 4), folder.Path, 1, null, CancellationToken.None);
        using var mask = NpyFile.Open(folder["crops.mask.npy"]);
        Assert.Equal([1f, 1, 0, 0], mask.Row(0).ToArray());
        using var statistics = NpyFile.Open(folder["statistics.npy"]);
        Assert.All(statistics.Row(0)[(2 * 212)..].ToArray(), value => Assert.Equal(0, value));
        using var logMel = NpyFile.Open(folder["crops.logmel.npy"]);
        var band = logMel.Row(0)[..128].ToArray();
        Assert.Equal(band[..48], band[80..]);
    }

    [Fact]
    public void Run_WholeTrackAsOneCrop_HasTheStatisticsOfTheTrack()
    {
        // 2.9 s are 125 frames; windows of 80, one crop: the middle one.
        var signal = TestSpectra.Noise(63_945);
        WavFile.Write(folder["noise.wav"], signal);
        FeatureExtraction.Run([new Track("n", folder["noise.wav"])], new FeatureOptions(Crops: 1), folder.Path, 1, null, CancellationToken.None);
        var names = File.ReadAllLines(folder["statistics.columns.txt"]);
        using var statistics = NpyFile.Open(folder["statistics.npy"]);
        var row = statistics.Row(0).ToArray();
        double Value(string name) => row[Array.IndexOf(names, name)];

        var frames = 125;
        var start = (frames - 80) / 2;
        var power = Oracle.Power(signal, 2048, 512)[start..(start + 80)];
        var mfcc = Oracle.Dct(Oracle.ToDecibels(Oracle.Mel(Oracle.Power(signal, 2048, 512), new MelBank(22050, 2048, 128))), 20);
        for (var k = 0; k < 20; k++)
        {
            var window = mfcc[k][start..(start + 80)];
            Assert.Equal(window.Average(), Value($"mfcc-{k}-mean"), 2e-3);
            Assert.Equal(Math.Sqrt(window.Average(x => Math.Pow(x - window.Average(), 2))), Value($"mfcc-{k}-std"), 2e-3);
        }

        var centroids = power
            .Select(frame => Math.Log(1 + (frame.Select((p, bin) => Math.Sqrt(p) * bin * 22050 / 2048).Sum() / frame.Sum(Math.Sqrt)))).ToArray();
        Assert.Equal(centroids.Average(), Value("centroid-mean"), 1e-4);
        var flatness = power
            .Select(frame => frame.Average(p => Math.Log(Math.Max(p, 1e-10))) - Math.Log(frame.Average(p => Math.Max(p, 1e-10)))).ToArray();
        Assert.Equal(flatness.Average(), Value("flatness-mean"), 1e-4);
        Assert.Equal(Math.Log(1 / Math.Sqrt(3)), Value("rms-mean"), 0.01);
        Assert.InRange(Value("tempo-log2"), 5, Math.Log2(320));
        Assert.InRange(Value("tempo-peak"), 0, 1);
        Assert.InRange(Value("tempo-weighted-mean"), 0, 1);
    }

    [Fact]
    public void Of_RegularBeat_FindsItsPeriod()
    {
        var framesPerMinute = 60 * 22050.0 / 512;
        var onset = new float[128];
        for (var i = 5; i < onset.Length; i += 22)
        {
            onset[i] = 1;
        }

        var beat = CropBeat.Of(onset, framesPerMinute);
        Assert.Equal(Math.Log2(framesPerMinute / 22), beat.LogTempo, 1e-9);
        Assert.InRange(beat.Peak, 0.7, 1);
        var none = CropBeat.Of(new float[128], framesPerMinute);
        Assert.Equal((Math.Log2(120), 0.0, 0.0), (none.LogTempo, none.Peak, none.WeightedMean));
        Assert.True(double.IsFinite(CropBeat.Of([1], framesPerMinute).LogTempo));
    }
}
