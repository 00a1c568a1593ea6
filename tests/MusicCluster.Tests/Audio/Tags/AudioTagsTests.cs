using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Tags;
using MusicCluster.Tests.Audio.Decoding;
using Xunit;

namespace MusicCluster.Tests.Audio.Tags;

public sealed class AudioTagsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Id3_GivesTitleArtistGenreAndYear()
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        WriteMp3("a.mp3", ("TIT2", "Ünïcode 🎵 <b>"), ("TPE1", "=HYPERLINK(\"x\")"), ("TCON", "Trip-Hop"), ("TDRC", "1997-05-21"));
        Assert.Equal(new AudioTags("Ünïcode 🎵 <b>", "=HYPERLINK(\"x\")", "Trip-Hop", "1997"), Read("a.mp3"));
    }

    [Fact]
    public void Read_EndlessOrControlCharacters_AreCleaned()
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        WriteMp3("a.mp3", ("TIT2", new string('x', 5000)), ("TPE1", "two\nlines\u0007"), ("TDRC", "soon"));
        var tags = Read("a.mp3");
        Assert.Equal(1000, tags.Title.Length);
        Assert.Equal("two lines", tags.Artist);
        Assert.Equal("", tags.Year);
    }

    [Fact]
    public void Read_NoTagsOrNoAudio_IsEmpty()
    {
        Assert.Equal(AudioTags.None, AudioHeader.Read(Path.Combine(Repository.Sample, "audio", "000", "000001.mp3"), CancellationToken.None).Tags);
        File.WriteAllText(folder["b.mp3"], "no audio");
        File.WriteAllText(folder["c.mp3"], "");
        Assert.Equal([AudioTags.None, AudioTags.None, AudioTags.None], [Read("b.mp3"), Read("c.mp3"), Read("missing.mp3")]);
    }

    [Fact]
    public void Of_SameContent_IsOpenedOnce()
    {
        WriteMp3("a.mp3", ("TIT2", "One"));
        var index = new TagIndex(folder["tags.csv"]);
        Assert.Equal("One", index.Of([(folder["a.mp3"], "hash")], 1, new Listener(), CancellationToken.None)[0].Title);
        index.Save();
        File.Delete(folder["a.mp3"]);
        Assert.Equal("One", new TagIndex(folder["tags.csv"]).Of([(folder["a.mp3"], "hash")], 1, new Listener(), CancellationToken.None)[0].Title);
        File.WriteAllText(folder["tags.csv"], "damaged");
        Assert.Equal("", new TagIndex(folder["tags.csv"]).Of([(folder["a.mp3"], "hash")], 1, new Listener(), CancellationToken.None)[0].Title);
    }

    private AudioTags Read(string name) => AudioHeader.Read(folder[name], CancellationToken.None).Tags;

    /// <summary>A clip of the sample behind an ID3v2.4 tag of our own.</summary>
    private void WriteMp3(string name, params (string Id, string Text)[] frames) => Id3.Write(folder[name], 1, frames);
}
