using MusicCluster.Corpus;
using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Corpus;

public sealed class GenreLabelsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("track_id,genre\n2,Jazz\n9,Pop\n")]
    [InlineData("file,genre\nsub/b.mp3,Jazz\n")]
    public void Apply_ByIdOrFile_OverrulesOnlyWhatItNames(string text)
    {
        File.WriteAllText(folder["l.csv"], text);
        Assert.Equal(["Rock", "Jazz"], GenreLabels.Apply(Tracks(), folder.Path, folder["l.csv"]).Select(track => track.Genre));
    }

    [Theory]
    [InlineData("genre\nJazz\n", "neither a column track_id nor file")]
    [InlineData("track_id\n1\n", "Column 'genre' is missing")]
    [InlineData("track_id,genre\n001,Jazz\n", "labels none of the 2 tracks; its first is '001', theirs is '1'")]
    public void Apply_Wrong_SaysWhy(string text, string expected)
    {
        File.WriteAllText(folder["l.csv"], text);
        Assert.Contains(expected, Assert.Throws<UserException>(() => GenreLabels.Apply(Tracks(), folder.Path, folder["l.csv"])).Message,
            StringComparison.Ordinal);
    }

    private Track[] Tracks() => [new("1", folder["a.mp3"], "Rock"), new("2", folder["sub/b.mp3"], "Pop")];
}
