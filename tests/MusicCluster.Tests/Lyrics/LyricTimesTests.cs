using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class LyricTimesTests
{
    [Theory]
    [InlineData("no stamps at all", null)]
    [InlineData("", null)]
    [InlineData("[00:10.00]one line only", null)]
    [InlineData("[ar:Somebody]\n[00:10.00]first\n[00:14.50]second\n[00:18.50]", 8.5)]
    [InlineData("[00:10.00]first\n[00:14.50]\n[01:00.00]second\n[01:04.00]", 8.5)]
    [InlineData("[00:10.00]first\n[00:50.00]second\n[00:54.00]", 14.0)]
    [InlineData("[00:10]first\n[00:14]second\n[00:17]third", 11.0)]
    [InlineData("[00:10.00][00:30.00]twice\n[00:13.00]once\n[00:20.00]\n[00:34.00]", 14.0)]
    [InlineData("[00:20.00]later\n[00:10.00]earlier\n[00:24.00]", 14.0)]
    [InlineData("[00:10:50]colon\r\n[00:12:00]colon\r\n[00:13:00]", 2.5)]
    [InlineData("[00:10.00][Chorus]\n[00:14.00]sung\n[00:16.00]", 2.0)]
    [InlineData("[00:10.00]\n[00:14.00]", 0.0)]
    [InlineData("[00:10.00]same\n[00:10.00]time\n[00:12.00]", 2.0)]
    [InlineData("[999:99.999]far\n[000:00.000]near", 20.0)]
    [InlineData("meet me [00:10.00] in the middle\n[1000:00]no stamp\n[0:0:0:0]nor this", null)]
    public void VoicedSeconds_OfStampedLines(string text, double? expected) => Assert.Equal(expected, LyricTimes.VoicedSeconds(text));
}
