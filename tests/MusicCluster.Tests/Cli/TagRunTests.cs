using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Tests.Audio.Tags;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>A folder of music whose files describe themselves.</summary>
public sealed class TagRunTests : IDisposable
{
    private const string Words = "under the silver moon I carry you home";
    private readonly SmallRun run = new(1);

    public TagRunTests()
    {
        File.Delete(run.Table);
        Directory.Delete(Path.Combine(run.Corpus, "audio"));
        TaggedFile.Write(InCorpus("one.mp3"), file =>
            (file.Tag.Title, file.Tag.AlbumArtists, file.Tag.Album, file.Tag.Lyrics) = ("One", ["Anna"], "Harbor", Words));
        TaggedFile.Write(InCorpus("three.mp3"), file => file.Tag.Lyrics = "other words than those in the file");
        File.WriteAllText(InCorpus("three.txt"), "words that lie in a file beside it");
        // The same audio behind a tag of which TagLib reads nothing.
        var audio = File.ReadAllBytes(TaggedFile.Write(InCorpus("plain.mp3")));
        File.WriteAllBytes(InCorpus("two.mp3"), [.. "ID3"u8, 3, 0, 64, 0, 0, 0, 20, .. new byte[20], .. audio]);
        File.Delete(InCorpus("plain.mp3"));
    }

    public void Dispose() => run.Dispose();

    [Fact]
    public void Sources_ByDefault_AreFilesAndTags() => Assert.Equal([LyricsSource.Files, LyricsSource.Tags], new LyricsOptions().Sources);

    [Fact]
    public void Lyrics_TaggedFolder_AreTakenFromFilesThenTags()
    {
        var result = run.Run("lyrics", "--set", "lyrics.sources=[\"files\",\"tags\"]");

        Assert.True(result.ExitCode == 0, result.Errors);
        var rows = Table.ReadWide<LyricsRow, string>(result.Folder).Rows;
        Assert.Equal(["one.mp3", "three.mp3", "two.mp3"], rows.Select(row => row.TrackId));
        Assert.Equal(["tags", "files", ""], rows.Select(row => row.Source));
        Assert.Equal(Words + "\n", File.ReadAllText(Path.Combine(result.Folder, rows[0].Text)));
    }

    [Fact]
    public void Fetch_TaggedFolder_LeavesItsTagsAndEveryTrack()
    {
        var result = run.Run("fetch");

        Assert.True(result.ExitCode == 0, result.Errors);
        var tracks = File.ReadAllLines(Path.Combine(result.Folder, "tracks.csv"));
        Assert.Equal(4, tracks.Length);
        // Nobody else is named: whose album it is, plays.
        Assert.StartsWith("one.mp3,one.mp3,,One,Anna,", tracks[1], StringComparison.Ordinal);
        Assert.StartsWith("two.mp3,two.mp3,,two,", tracks[3], StringComparison.Ordinal);
        var tags = run.TableLines("tags.csv");
        Assert.Equal("track_id,title,artist,genre,year,album,album_artist,genres,track_number,replaygain_track_db,replaygain_album_db,"
            + "musicbrainz_recording_id,musicbrainz_release_id,musicbrainz_artist_id", tags[0]);
        Assert.Equal("one.mp3,One,,,,Harbor,Anna,,,,,,,", tags[1]);
    }

    private string InCorpus(string name) => Path.Combine(run.Corpus, name);
}
