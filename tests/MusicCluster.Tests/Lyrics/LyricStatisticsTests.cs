using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class LyricStatisticsTests
{
    [Fact]
    public void Of_FourLines_CountsByHand()
    {
        var values = LyricStatistics.Of("Love me do\nlove me do\n\nYou know it");
        double Value(string name) => values[LyricStatistics.Names.ToList().IndexOf(name)];
        Assert.Equal(Math.Log(10), Value("log-words"), 12);
        Assert.Equal(Math.Log(7), Value("log-unique-words"), 12);
        Assert.Equal(6.0 / 9, Value("unique-word-ratio"), 12);
        Assert.Equal((4 + 2 + 2 + 4 + 2 + 2 + 3 + 4 + 2) / 9.0, Value("mean-word-length"), 12);
        Assert.Equal(Math.Log(4), Value("log-lines"), 12);
        Assert.Equal(3, Value("words-per-line"), 12);
        Assert.Equal(1.0 / 3, Value("repeated-line-share"), 12);
        // love me, me do, do love, love me, me do, do you, you know, know it
        Assert.Equal(2.0 / 8, Value("repeated-pair-share"), 12);
        Assert.Equal(2.0 / 9, Value("most-frequent-word-share"), 12);
        Assert.Equal(3.0 / 6, Value("once-only-share"), 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \t!? a")]
    public void Of_NoWords_IsZero(string text) => Assert.All(LyricStatistics.Of(text), value => Assert.Equal(0, value));

    [Fact]
    public void CompressionRatio_Repetition_IsHigh()
    {
        Assert.True(LyricStatistics.CompressionRatio(string.Concat(Enumerable.Repeat("thank you for watching ", 20))) > 2.4);
        Assert.True(LyricStatistics.CompressionRatio("The river took the bridge at noon and nobody in town was sorry") < 2.4);
    }
}
