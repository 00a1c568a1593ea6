using MusicCluster.Corpus;
using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Corpus;

public sealed class FolderCorpusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Sample_HasEightyClipsAndTwentySongsWithTheirWords()
    {
        var tracks = FolderCorpus.Read(Repository.Sample);
        Assert.Equal(100, tracks.Count);
        Assert.Equal(
            [("Ambient", 20), ("Electronic", 20), ("Folk", 10), ("Hip-Hop", 10), ("Metal", 20), ("Orchestral", 20)],
            tracks.CountBy(track => track.Genre).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(20, tracks.Count(track => File.Exists(track.LyricsPath)));
        Assert.All(tracks, track => Assert.True(File.Exists(track.AudioPath)));
    }

    [Fact]
    public void Read_PlainFolders_TakesGenreAndLyricsFromThem()
    {
        Touch("Rock/b.mp3", "Rock/deep/a.FLAC", "Rock/b.txt", "loose.ogg", "cover.jpg");
        var tracks = FolderCorpus.Read(folder.Path);
        Assert.Equal(["Rock/b.mp3", "Rock/deep/a.FLAC", "loose.ogg"], tracks.Select(track => track.Id));
        Assert.Equal(["Rock", "Rock", ""], tracks.Select(track => track.Genre));
        Assert.EndsWith("Rock/b.txt", tracks[0].LyricsPath, StringComparison.Ordinal);
        Assert.Equal("", tracks[1].LyricsPath);
    }

    [Theory]
    [InlineData("track_id,file\n1,../../etc/passwd\n", "lies outside its folder")]
    [InlineData("track_id,file\n1,/etc/passwd\n", "lies outside its folder")]
    [InlineData("track_id,file\n1,a\0b.mp3\n", "names 'a b.mp3', which has the character NUL and is no path")]
    [InlineData("track_id,file\n1,a.mp3\n1,b.mp3\n", "empty or twice")]
    [InlineData("track_id,path\n1,a.mp3\n", "Column 'file' is missing")]
    [InlineData("", "is empty")]
    public void Read_WrongTable_SaysWhy(string table, string expected)
    {
        File.WriteAllText(Path.Combine(folder.Path, "tracks.csv"), table);
        Assert.Contains(expected, Assert.Throws<UserException>(() => FolderCorpus.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoMusic_SaysWhatIsLookedFor()
    {
        Assert.Contains("holds no audio file", Assert.Throws<UserException>(() => FolderCorpus.Read(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<UserException>(() => FolderCorpus.Read(folder.Path + "-none")).Message, StringComparison.Ordinal);
    }

    private void Touch(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }
}
