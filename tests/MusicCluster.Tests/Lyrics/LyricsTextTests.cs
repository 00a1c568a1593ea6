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

    [Theory]
    [InlineData("00:00:01,500 --> 00:00:04,000\nfirst", "first")]
    [InlineData("ANNA: where are you\n>> Tom\n>> DJ MAX: here", "where are you\nTom\nhere")]
    [InlineData("Chorus 2: sing along\nSpeaker 1: hello", "sing along\nhello")]
    [InlineData("She said: don't go\nMeet me at 10:30", "She said: don't go\nMeet me at 10:30")]
    [InlineData("♪ la la ♪ (upbeat music playing)\n*applause*", "la la")]
    [InlineData("hold on (ooh, hold on) love", "hold on (ooh, hold on) love")]
    [InlineData("ﬁne\u00a0<i>Ｗｉｄｅ</i> {x}", "fine Wide")]
    [InlineData("sing 😀 on", "sing 😀 on")]
    public void Clean_WhatNobodySings_Goes(string text, string expected) => Assert.Equal(expected, LyricsText.Clean(text));
}
