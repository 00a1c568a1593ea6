using MusicCluster.Lyrics.Sources;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Sources;

public sealed class SongMatchTests
{
    [Theory]
    [InlineData("The Beatles", "Love Me Do", "Beatles", "Love Me Do (Remastered 2009)")]
    [InlineData("Beyoncé", "Déjà Vu (feat. JAY-Z)", "Beyonce", "Deja Vu")]
    [InlineData("Simon & Garfunkel", "The Boxer - Live", "Simon and Garfunkel", "The Boxer")]
    [InlineData("Steven Dunston", "Northern Star", "STEVEN DUNSTON", "northern  star")]
    [InlineData("Guns N' Roses", "Sweet Child O' Mine", "Guns N’ Roses", "Sweet Child O’ Mine")]
    [InlineData("Московский хор", "Катюша", "московский Хор", "катюша")]
    public void Score_SameSongWrittenOtherwise_IsOne(string artist, string title, string foundArtist, string foundTitle) =>
        Assert.Equal(1, SongMatch.Score(artist, title, foundArtist, foundTitle));

    [Theory]
    [InlineData("The Beatles", "Love Me Do", "Some Tribute Band", "Love Me Do")]
    [InlineData("The Beatles", "Love Me Do", "The Beatles", "Yesterday")]
    [InlineData("A", "B", "", "")]
    [InlineData("(feat. X)", "B", "(feat. X)", "B")]
    [InlineData("!!!", "???", "!!!", "???")]
    public void Score_OtherSongOrNothingToCompare_IsBelowTheThreshold(string artist, string title, string foundArtist, string foundTitle) =>
        Assert.InRange(SongMatch.Score(artist, title, foundArtist, foundTitle), 0, new ServiceOptions().MinimumMatch - 0.1);

    [Fact]
    public void Score_OneLetterApart_IsStillTheSong() =>
        Assert.InRange(SongMatch.Score("Jonathan Coulton", "A Talk with George", "Jonathon Coulton", "A Talk With George"), 0.9, 0.999);

    [Fact]
    public void Title_OnlyAnAddition_IsEmpty() => Assert.Equal("", SongMatch.Title("(Live)"));
}
