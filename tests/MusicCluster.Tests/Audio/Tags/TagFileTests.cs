using System.Diagnostics;
using MusicCluster.Audio.Tags;
using TagLib;
using TagLib.Id3v2;
using TagLib.Ogg;
using Xunit;

namespace MusicCluster.Tests.Audio.Tags;

public sealed class TagFileTests : IDisposable
{
    private const int CoverLength = 50 << 20;
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Formats => [.. TaggedFile.Formats];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Tags_EveryFormat_HasWhatWasWritten(string ending)
    {
        var path = TaggedFile.Write(folder["a" + ending], file =>
        {
            var tag = file.Tag;
            (tag.Title, tag.Performers, tag.Genres, tag.Year) = ("Ünïcode 🎵 <b>", ["Anna"], ["Trip-Hop", "Dub"], 1997);
            (tag.Album, tag.AlbumArtists, tag.Track) = ("Harbor", ["Many"], 7);
            (tag.ReplayGainTrackGain, tag.ReplayGainAlbumGain) = (-6.51, -7);
            (tag.MusicBrainzTrackId, tag.MusicBrainzReleaseId, tag.MusicBrainzArtistId) = ("t-1", "r-2", "a-3");
            tag.Lyrics = "under the silver moon\nI carry you home";
        });

        Assert.Equal(
            new AudioTags("Ünïcode 🎵 <b>", "Anna", "Trip-Hop", "1997", "Harbor", "Many", "Trip-Hop; Dub", "7", "-6.51", "-7.00", "t-1", "r-2", "a-3"),
            Read(path));
        Assert.Equal("under the silver moon\nI carry you home", Lyrics(path));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Tags_FileWithoutAny_IsNone(string ending) => Assert.Equal(AudioTags.None, Read(TaggedFile.Write(folder["a" + ending])));

    [Theory]
    [InlineData(3, "AC/DC")]
    [InlineData(4, "AC/DC")]
    public void Tags_SlashInAName_StaysWhereItIs(byte version, string artist) =>
        Assert.Equal(artist, Read(TaggedFile.Write(folder["a.mp3"], file =>
        {
            file.Id3v2(version).Performers = [artist];
            file.Id3v2(version).Title = "x";
        })).Artist);

    [Fact]
    public void Tags_GenreByItsOldNumber_IsItsName() =>
        Assert.Equal("Rock", Read(TaggedFile.Write(folder["a.mp3"], file => file.Id3v2(3).SetTextFrame("TCON", "(17)"))).Genre);

    [Fact]
    public void Tags_ControlCharactersAndNoEnd_AreCleaned()
    {
        var tags = Read(TaggedFile.Write(folder["a.flac"], file => (file.Tag.Title, file.Tag.Album) = (new string('x', 5000), "two\nlines\u0007")));

        Assert.Equal((1000, "two lines"), (tags.Title.Length, tags.Album));
    }

    [Fact]
    public void Lyrics_Synchronized_AreTheirLines()
    {
        var path = TaggedFile.Write(folder["a.mp3"], file =>
        {
            var frame = SynchronisedLyricsFrame.Get(file.Id3v2(4), "", "eng", SynchedTextType.Lyrics, create: true);
            frame.Format = TimestampFormat.AbsoluteMilliseconds;
            frame.Text = [new SynchedText(0, "under the silver moon"), new SynchedText(900, "\nI carry you home")];
        });

        Assert.Equal("under the silver moon\nI carry you home", Lyrics(path).Trim());
    }

    [Fact]
    public void Lyrics_UnsynchronizedWithADescription_AreFound() =>
        Assert.Equal("la la", Lyrics(TaggedFile.Write(folder["a.mp3"],
            file => UnsynchronisedLyricsFrame.Get(file.Id3v2(3), "from the booklet", "deu", create: true).Text = "la la")));

    [Theory]
    [InlineData(".flac", "LYRICS")]
    [InlineData(".ogg", "UNSYNCEDLYRICS")]
    [InlineData(".opus", "UNSYNCED LYRICS")]
    [InlineData(".flac", "SYNCEDLYRICS")]
    public void Lyrics_VorbisComment_IsFoundByAnyOfItsNames(string ending, string field) =>
        Assert.Equal("la la", Lyrics(TaggedFile.Write(folder["a" + ending], file => ((XiphComment)file.GetTag(TagTypes.Xiph, true)).SetField(field, "la la"))));

    [Theory]
    [InlineData("a.mp3", "no audio")]
    [InlineData("a.m4a", "")]
    [InlineData("a.ogg", "OggS")]
    [InlineData("a.au", "what TagLib knows nothing of")]
    public void Tags_WhatIsNoAudio_IsNone(string name, string content)
    {
        System.IO.File.WriteAllText(folder[name], content);

        Assert.Equal(AudioTags.None, Read(folder[name]));
        Assert.Equal("", Lyrics(folder[name]));
        Assert.Equal(AudioTags.None, Read(folder["missing.mp3"]));
    }

    [Theory]
    [InlineData(".mp3")]
    [InlineData(".m4a")]
    [InlineData(".wav")]
    public void Tags_CoverOfFiftyMegabytes_AreReadBesideIt(string ending)
    {
        var path = TaggedFile.Write(folder["a" + ending], file =>
        {
            file.Tag.Pictures = [new Picture(new ByteVector(new byte[CoverLength])) { MimeType = "image/jpeg" }];
            (file.Tag.Title, file.Tag.Lyrics) = ("One", "la la");
        });
        Assert.True(new FileInfo(path).Length > CoverLength);

        var watch = Stopwatch.StartNew();
        Assert.Equal(("One", "la la"), (Read(path).Title, Lyrics(path)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    [Fact]
    public void Tags_BoxesWithinBoxes_EndBeforeTheStackDoes()
    {
        // Each says that it holds all that follows.
        var bytes = new List<byte>(TaggedFile.Box("ftyp", "M4A \0\0\0\0"u8).ToArray());
        const int Depth = 200_000;
        for (var i = 0; i < Depth; i++)
        {
            var length = 8 * (Depth - i);
            bytes.AddRange([(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. "moov"u8]);
        }

        System.IO.File.WriteAllBytes(folder["a.m4a"], [.. bytes]);

        Assert.Equal(AudioTags.None, Read(folder["a.m4a"]));
    }

    [Fact]
    public void Tags_ChaptersWithinChapters_AreNotParsed()
    {
        byte[] chapter = [];
        for (var i = 0; i < 3000; i++)
        {
            chapter = [.. "CHAP"u8, .. BigEndian(chapter.Length + 17), 0, 0, 0, .. new byte[16], .. chapter];
        }

        System.IO.File.WriteAllBytes(folder["a.mp3"], Id3v23([.. chapter, .. "TIT2"u8, .. BigEndian(4), 0, 0, 0, .. "One"u8]));

        var watch = Stopwatch.StartNew();
        Assert.Equal("One", Read(folder["a.mp3"]).Title);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    [Theory]
    [InlineData(10_000, "One")]
    [InlineData(10_001, "")]
    public void Tags_OneCommentAgainAndAgain_AreNotCopiedForEach(int count, string title)
    {
        byte[] block =
        [
            0, 0, 0, 0, .. BitConverter.GetBytes(count), 9, 0, 0, 0, .. "TITLE=One"u8,
            .. Enumerable.Repeat<byte[]>([2, 0, 0, 0, .. "A="u8], count - 1).SelectMany(bytes => bytes),
        ];
        System.IO.File.WriteAllBytes(folder["a.flac"],
            [.. "fLaC"u8, 0, 0, 0, 34, .. new byte[34], 0x84, (byte)(block.Length >> 16), (byte)(block.Length >> 8), (byte)block.Length, .. block]);

        var watch = Stopwatch.StartNew();
        Assert.Equal(title, Read(folder["a.flac"]).Title);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    [Fact]
    public void Tags_FrameThatLeadsBackToItself_Ends()
    {
        // A length of -10: with its head, the frame has none.
        System.IO.File.WriteAllBytes(folder["a.mp3"], Id3v23([.. "TIT2"u8, 255, 255, 255, 246, 0, 0, 0, .. "One"u8, .. new byte[100]]));

        var watch = Stopwatch.StartNew();
        Assert.Equal("", Lyrics(folder["a.mp3"]));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Id3v23(byte[] body) => [.. "ID3"u8, 3, 0, 0, .. Id3.Size(body.Length), .. body];

    private static AudioTags Read(string path) => TagFile.Tags(path, TestContext.Current.CancellationToken);

    private static string Lyrics(string path) => TagFile.Lyrics(path, TestContext.Current.CancellationToken);
}
