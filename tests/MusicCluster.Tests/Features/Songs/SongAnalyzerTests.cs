using MusicCluster.Features;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Features.Songs;
using MusicCluster.Features.Spectra;
using Xunit;

namespace MusicCluster.Tests.Features.Songs;

/// <summary>A song that streams through gives what it would give as a whole.</summary>
public class SongAnalyzerTests
{
    private const int Rate = 22_050;

    private static FeatureOptions Options { get; } = new(Statistics: FeatureStatistics.MeanStd, Extended: true, Crops: 6)
    {
        Duration = DurationLimit.Whole,
        Coefficients = [CoefficientKind.Chroma],
    };

    [Fact]
    public void Complete_HowBlocksAreCut_ChangesNoBit()
    {
        var song = TestSongs.Melody(1, 75 * Rate);
        var whole = Rows(Options, song, song.Length);
        foreach (var length in new[] { 999, 16_384, 500_000 })
        {
            var rows = Rows(Options, song, length);
            Assert.Equal(whole.Mfcc, rows.Mfcc);
            Assert.Equal(whole.LogMel, rows.LogMel);
            Assert.Equal(whole.Extended, rows.Extended);
            Assert.Equal(whole.Coefficients[0], rows.Coefficients[0]);
            Assert.Equal(whole.Statistics, rows.Statistics);
            Assert.Equal(whole.CropLogMel, rows.CropLogMel);
        }
    }

    [Fact]
    public void Complete_AnotherSongBefore_ChangesNoBit()
    {
        var song = TestSongs.Melody(2, 20 * Rate);
        var kernels = new FeatureKernels(Options);
        var analyzer = new SongAnalyzer(kernels);
        TestSongs.Feed(analyzer, TestSongs.Melody(3, 90 * Rate), Rate, 10_000, new FeatureRows(kernels));
        var rows = new FeatureRows(kernels);
        TestSongs.Feed(analyzer, song, Rate, 10_000, rows);
        var fresh = Rows(Options, song, 10_000);
        Assert.Equal(fresh.Mfcc, rows.Mfcc);
        Assert.Equal(fresh.Statistics, rows.Statistics);
        Assert.Equal(fresh.CropMask, rows.CropMask);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(41)]
    public void Complete_MfccMoments_AreThoseOfAllFrames(int seconds)
    {
        var song = TestSongs.Melody(seconds, (seconds * Rate) + 77);
        var rows = Rows(Options, song, 4096);
        var kernels = new FeatureKernels(Options);
        var frameCount = kernels.Plan.FrameCount(song.Length);
        var levels = new float[128 * frameCount];
        MelSpectrogram.Compute(kernels.Plan, kernels.MfccBank, song, new StftScratch(kernels.Plan), levels);
        Decibels.FromPower(levels, SongPieces.Floor);
        var mfcc = new float[40 * frameCount];
        Mfcc.Compute(kernels.Dct[..(40 * 128)], levels, 128, mfcc);
        for (var k = 0; k < 40; k++)
        {
            var series = mfcc.Skip(k * frameCount).Take(frameCount).Select(value => (double)value).ToList();
            var mean = series.Average();
            Assert.Equal(mean, rows.Mfcc[k], 2e-4);
            Assert.Equal(Math.Sqrt(series.Average(value => (value - mean) * (value - mean))), rows.Mfcc[40 + k], 2e-4);
        }
    }

    [Fact]
    public void Complete_ShortSong_HasTheRowsOfAClip()
    {
        // 20 s with no level below the floor: nothing but the clamps distinguishes a song from a clip.
        var song = TestSongs.Melody(5, 20 * Rate);
        var clip = new FeatureRows(new FeatureKernels(Options with { Duration = 30 }));
        Assert.Null(new SignalAnalyzer(new FeatureKernels(Options with { Duration = 30 })).Analyze(song, clip));
        var rows = Rows(Options, song, 4096);
        Close(clip.Mfcc, rows.Mfcc, 1e-3);
        Close(clip.LogMel, rows.LogMel, 1e-4);
        Assert.Equal(clip.CropMask, rows.CropMask);
        // The columns but the tempo, which a song does not have here; the contrast's clamp is never reached.
        Close(clip.Extended[..^1], rows.Extended[..^1], 1e-3);
    }

    [Fact]
    public void Complete_Crops_LieOverTheSoundAndNotOverTheSilence()
    {
        // 40 s of silence, 60 s of rising tones, 40 s of silence: every crop must hear a tone, and a higher one than the one before.
        var song = new float[140 * Rate];
        for (var i = 0; i < 60 * Rate; i++)
        {
            song[(40 * Rate) + i] = 0.5f * MathF.Sin(2 * MathF.PI * (float)(200 + (1500.0 * i / (60 * Rate)) / 2) * i / Rate % (2 * MathF.PI));
        }

        var rows = Rows(Options with { Extended = false }, song, 4096);
        // What is kept is spread over all 140 s: where most of a song is silence, a crop may be missing.
        var count = (int)rows.CropMask.Sum();
        Assert.InRange(count, 5, 6);
        var centroid = CropColumns.Names.ToList().IndexOf("centroid-mean");
        var heights = Enumerable.Range(0, count).Select(crop => rows.Statistics[(crop * CropColumns.Count) + centroid]).ToList();
        Assert.True(heights.SequenceEqual(heights.Order()), string.Join(" ", heights));
        Assert.All(heights, height => Assert.True(height > 5, string.Join(" ", heights)));
    }

    [Fact]
    public void Complete_LogMelPosition_PicksItsSeconds()
    {
        // 10 s at 300 Hz, 10 s at 1,000 Hz, 10 s at 3,000 Hz and loud, 10 s at 300 Hz.
        var song = new float[40 * Rate];
        for (var i = 0; i < song.Length; i++)
        {
            var (frequency, level) = (i / (10 * Rate)) switch { 1 => (1000, 0.1f), 2 => (3000, 0.5f), _ => (300, 0.1f) };
            song[i] = level * MathF.Sin(2 * MathF.PI * frequency * (i % Rate) / Rate);
        }

        var bank = new FeatureKernels(Options).LogMelBank;
        Assert.Equal(Band(bank, 300), Loudest(LogMelPosition.Start));
        Assert.Equal(Band(bank, 3000), Loudest(LogMelPosition.Loudest));
        Assert.Contains(Loudest(LogMelPosition.Middle), new[] { Band(bank, 1000), Band(bank, 3000) });

        int Loudest(LogMelPosition position)
        {
            var rows = Rows(Options with { LogMelPosition = position, Extended = false }, song, 4096);
            return Enumerable.Range(0, 64).MaxBy(band => rows.LogMel.Skip(band * 215).Take(215).Average());
        }
    }

    [Fact]
    public void Complete_SilentBeginning_StartsTheLogMelWhereSoundBegins()
    {
        var song = new float[30 * Rate];
        TestSongs.Melody(4, 10 * Rate).CopyTo(song, 15 * Rate);
        Assert.Contains(Rows(Options, song, 4096).LogMel, level => level < 0);
    }

    [Fact]
    public void Complete_Silence_IsAFault()
    {
        var kernels = new FeatureKernels(Options);
        var fault = TestSongs.Feed(new SongAnalyzer(kernels), new float[50 * Rate], Rate, 4096, new FeatureRows(kernels));
        Assert.StartsWith("the audio is silent", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(22_049)]
    [InlineData(44_100)]
    public void Complete_VeryShort_IsFinite(int length)
    {
        var rows = Rows(Options, TestSongs.Melody(6, length), 100);
        Assert.All(rows.All.SelectMany(row => row), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(1, rows.CropMask[0]);
    }

    private static int Band(MelBank bank, double frequency)
    {
        var bin = (int)Math.Round(frequency * 2048 / Rate);
        return Enumerable.Range(0, bank.Count).MaxBy(band =>
            bin >= bank.Start(band) && bin < bank.Start(band) + bank.Weights(band).Length ? bank.Weights(band)[bin - bank.Start(band)] : 0);
    }

    private static void Close(float[] expected, float[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{i}: {expected[i]} and {actual[i]}");
        }
    }

    private static FeatureRows Rows(FeatureOptions options, float[] song, int blockLength)
    {
        var kernels = new FeatureKernels(options);
        var rows = new FeatureRows(kernels);
        Assert.Null(TestSongs.Feed(new SongAnalyzer(kernels), song, Rate, blockLength, rows));
        return rows;
    }
}
