using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Pipeline.Playlists;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Playlists;

/// <summary>The format, file names and order.</summary>
public class PlaylistTests
{
    [Fact]
    public void Format_IsExtendedM3U() => Assert.Equal(
        "#EXTM3U\n#EXTINF:31,Ünø - A, b\n../music/a b.mp3\n#EXTINF:-1,#1 hit\n./#1 hit.mp3\n#EXTINF:-1,x y\n./http:x.mp3\n",
        Playlist.Format(
        [
            new PlaylistEntry("../music/a b.mp3", 30.6, "Ünø", "A, b"),
            new PlaylistEntry("#1 hit.mp3", 0, "", ""),
            new PlaylistEntry("http:x.mp3", double.NaN, "", "x\ny"),
        ]));

    [Fact]
    public void Parse_WhatFormatWrote_IsTheSame()
    {
        string[] oddities = ["a", "#a", " b ", "ü,ß", "…/x\"y'", "日本", "a - b", "%20", "EXTINF:3,x"];
        var random = new RandomSource(3);
        var entries = Enumerable.Range(0, 200)
            .Select(i => new PlaylistEntry($"../{Odd()}/{Odd()}.mp3", i + 1, Odd().Trim(), Odd().Trim())).ToList();
        Assert.Equal(
            entries.Select(entry => (entry.Path, (int)entry.Seconds, $"{entry.Artist} - {entry.Title}")),
            Playlist.Parse(Playlist.Format(entries)));

        string Odd() => oddities[random.NextInt(oddities.Length)] + oddities[random.NextInt(oddities.Length)];
    }

    [Theory]
    [InlineData("a b/#c.mp3", true)]
    [InlineData("", false)]
    [InlineData("a\nb.mp3", false)]
    [InlineData("a\rb.mp3", false)]
    [InlineData("a\uFFFDb.mp3", false)]
    public void CanHold_LineBreaksAndBrokenNames_AreNoLines(string path, bool expected) => Assert.Equal(expected, Playlist.CanHold(path));

    [Fact]
    public void CanHold_HalfACharacter_IsNoLine() => Assert.False(Playlist.CanHold("a" + (char)0xD800 + ".mp3"));

    [Theory]
    [InlineData(3, "fast, loud, percussive", "group-3-fast-loud-percussive.m3u8")]
    [InlineData(0, "", "group-0.m3u8")]
    [InlineData(1, "../../etc/passwd\n", "group-1-etc-passwd.m3u8")]
    [InlineData(2, "CON", "group-2-CON.m3u8")]
    [InlineData(4, "日本", "group-4.m3u8")]
    public void FileName_AnyName_IsSafe(int group, string name, string expected) => Assert.Equal(expected, GroupPlaylists.FileName(group, name));

    [Fact]
    public void FileName_LongName_IsCut() => Assert.InRange(GroupPlaylists.FileName(1, new string('x', 5000)).Length, 80, 100);

    [Fact]
    public void Order_ExemplarsThenDistance()
    {
        var points = Points(0, 10, 4, 9, 5, 30, 5);
        Assert.Equal([1, 0, 3, 4, 6, 2], GroupOrder.Of(points, [0, 1, 2, 3, 4, 6], [1, 0]));
        // The mean is 5.5.
        Assert.Equal([4, 6, 2, 3, 0, 1], GroupOrder.Of(points, [0, 1, 2, 3, 4, 6], []));
        Assert.Equal([5], GroupOrder.Of(points, [5], []));
    }

    [Fact]
    public void Limited_ArtistsAndLength()
    {
        string[] artists = ["a", "A ", "b", "", "", "a"];
        Assert.Equal([0, 2, 3, 4], GroupOrder.Limited([0, 1, 2, 3, 4, 5], artists, 1, 0));
        Assert.Equal([5, 1, 2], GroupOrder.Limited([5, 1, 0, 2], artists, 2, 3));
        Assert.Equal([5, 1, 0], GroupOrder.Limited([5, 1, 0], artists, 0, 0));
    }

    private static Matrix Points(params double[] values)
    {
        var points = new Matrix(values.Length, 1);
        values.CopyTo(points.Values, 0);
        return points;
    }
}
