using System.Text;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class LyricsTextTests
{
    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Decode_WithByteOrderMark_ReadsTheText(string encoding)
    {
        var code = Encoding.GetEncoding(encoding);
        Assert.Equal("Ça va été", LyricsText.Decode([.. code.GetPreamble(), .. code.GetBytes("Ça va été")]));
    }

    [Fact]
    public void Decode_Latin1_IsRead() => Assert.Equal("été", LyricsText.Decode(Encoding.Latin1.GetBytes("été")));

    [Fact]
    public void Clean_LrcFile_LeavesTheWords() =>
        Assert.Equal("first line\nsecond", LyricsText.Clean("[ar:Somebody]\r\n[00:12.34]first  line\r\n[Chorus]\r\n\r\n[00:15]<00:15.2>second\u0000"));
}
