using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Descriptors.Sound;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>The analyzer as a whole: cuts, degenerate input, choice of kinds.</summary>
public class DescriptorAnalyzerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Sound_CutAnyhow_GivesTheSameBits(int channelCount)
    {
        var sound = TestSpectra.Noise(channelCount * 330_003);
        var whole = DescribedSound.OfSound(sound, 44_100, channelCount);
        Assert.NotNull(whole.DynamicRangeDb);
        foreach (var cut in new[] { 1, 7, 1152, 4410, 141_120, 200_001 })
        {
            Assert.Equal(whole, DescribedSound.OfSound(sound, 44_100, channelCount, cut));
        }
    }

    [Fact]
    public void Levels_CutAnyhow_GiveTheSameBits()
    {
        var sound = MusicLike(20);
        var whole = DescribedSound.OfTrack(sound);
        Assert.NotNull(whole.TempoBpm);
        Assert.NotNull(whole.Percussiveness);
        foreach (var pieceFrames in new[] { 1, 2, 17, 64, 333 })
        {
            Assert.Equal(whole, DescribedSound.OfTrack(sound, pieceFrames));
        }
    }

    [Fact]
    public void Analyzer_UsedAgain_RemembersNothing()
    {
        var meter = new SoundMeter(SoundMeter.Kinds.ToArray());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            meter.Start(44_100, 2);
            meter.Take(TestSpectra.Noise(441_000));
            meter.Complete(new DescriptorValues());
            meter.Start(48_000, 1);
            meter.Take(TestTones.Sine(48_000, 1000, [-23], (4, 0)));
            Assert.Equal(DescribedSound.OfSound(TestTones.Sine(48_000, 1000, [-23], (4, 0)), 48_000, 1), meter.Complete(new DescriptorValues()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(22_050)]
    [InlineData(220_500)]
    public void Silence_HasOnlyItsShare(int length)
    {
        var values = DescribedSound.OfTrack(new float[length]);
        Assert.Equal(new DescriptorValues { SilenceShare = 1 }, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(3000)]
    [InlineData(12_000)]
    public void Shortest_AnyValue_IsANumber(int length) => AssertFinite(DescribedSound.OfTrack(TestSpectra.Noise(length)));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void Sound_BeyondNumbers_LeavesNoNumberThatIsNone(float odd)
    {
        var sound = MusicLike(10);
        sound[100_000] = odd;
        AssertFinite(DescribedSound.OfSound(sound, 22_050, 1));
    }

    [Theory]
    [InlineData(1, 8_000)]
    [InlineData(1, 192_000)]
    [InlineData(8, 48_000)]
    [InlineData(2, 1_000)]
    public void Sound_AnyFormat_IsFinite(int channelCount, int rate)
    {
        var values = DescribedSound.OfSound(TestSpectra.Noise(7 * rate * channelCount), rate, channelCount);
        AssertFinite(values);
        Assert.NotNull(values.TruePeakDbtp);
        Assert.Equal(rate < 4000, values.LoudnessLufs is null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kinds_One_FillsItsColumnsAlone(DescriptorKind kind)
    {
        var (all, one) = (DescribedSound.OfTrack(MusicLike(8)), DescribedSound.OfTrack(MusicLike(8), 0, [kind]));
        foreach (var property in typeof(DescriptorValues).GetProperties())
        {
            var value = property.GetValue(one);
            Assert.True(value is null || value.Equals(property.GetValue(all)), property.Name);
        }

        Assert.Contains(typeof(DescriptorValues).GetProperties(), property => property.GetValue(one) is not null);
        Assert.InRange(typeof(DescriptorValues).GetProperties().Count(property => property.GetValue(one) is not null), 1, 3);
    }

    public static TheoryData<DescriptorKind> Kinds => [.. Enum.GetValues<DescriptorKind>()];

    // Chords that change, with a beat of noise.
    internal static float[] MusicLike(int seconds)
    {
        var random = new RandomSource(11);
        return [.. Enumerable.Range(0, seconds * 22_050).Select(i =>
        {
            var time = i / 22_050.0;
            var root = 220 * Math.Pow(2, (int)time % 4 * 5 / 12.0);
            var chord = Math.Sin(2 * Math.PI * root * time) + Math.Sin(2 * Math.PI * root * 1.26 * time) + Math.Sin(2 * Math.PI * root * 1.5 * time);
            var beat = Math.Exp(-30 * (time * 2 % 1)) * random.NextDouble(-1, 1);
            return (float)((0.1 * chord) + (0.4 * beat));
        })];
    }

    private static void AssertFinite(DescriptorValues values)
    {
        foreach (var property in typeof(DescriptorValues).GetProperties())
        {
            Assert.True(property.GetValue(values) is not double value || double.IsFinite(value), property.Name);
        }
    }
}
