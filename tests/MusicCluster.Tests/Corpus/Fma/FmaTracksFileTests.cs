using System.Diagnostics;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Corpus.Fma;

/// <summary>One of these holds a time, so they run by themselves: another test may build a program meanwhile.</summary>
[Collection(nameof(FmaTracksFileTests))]
[CollectionDefinition(nameof(FmaTracksFileTests), DisableParallelization = true)]
public sealed class FmaTracksFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_FmasQuirks_AreUnderstood()
    {
        File.WriteAllBytes(folder["tracks.csv"], SyntheticFma.TracksCsv());
        var tracks = FmaTracksFile.Read(folder["tracks.csv"]);
        Assert.Equal(SyntheticFma.Tracks.Select(track => track.Id), tracks.Select(track => track.Id));
        Assert.Equal(new FmaTrack(10, FmaSubset.Small, "Pop", [10, 76], "Title 10", "Kurt Vile", "en", 130) with { GenreIds = tracks[2].GenreIds }, tracks[2]);
        Assert.Equal([10, 76], tracks[2].GenreIds);
        Assert.Equal("Bloody \"Knuckles\", the", tracks[7].Artist);
        Assert.Equal(("", FmaSubset.Large), (tracks[11].TopGenre, tracks[11].Subset));
        Assert.Empty(tracks[11].GenreIds);
    }

    [Theory]
    [InlineData("", "fewer than three header rows")]
    [InlineData(",a\n,b\n", "no column set/subset")]
    [InlineData("id,genre\n1,Rock\n2,Pop\n", "no column set/subset")]
    [InlineData(",set,track,track,track,artist,track,track\n,subset,genre_top,genres_all,title,name,language_code,duration\nid,,,,,,,\n",
        "third row must begin with track_id")]
    [InlineData(Header + "x,small,Rock,[],t,a,en,1\n", "'x', which is not a number")]
    [InlineData(Header + "1,tiny,Rock,[],t,a,en,1\n", "subset 'tiny'")]
    [InlineData(Header + "1,small,Rock,[],t,a,en,1\n1,small,Rock,[],t,a,en,1\n", "track 1 is there twice")]
    [InlineData(Header + "1,small,Rock\n", "has 3 fields; 8 are needed")]
    public void Read_NotFmas_SaysWhy(string text, string expected)
    {
        File.WriteAllText(folder["tracks.csv"], text);
        Assert.Contains(expected, Assert.Throws<UserException>(() => FmaTracksFile.Read(folder["tracks.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OpenQuoteOrMissingFile_IsOneSentence()
    {
        File.WriteAllText(folder["tracks.csv"], Header + "1,small,\"Rock,[],t,a,en,1\n");
        Assert.Contains("tracks.csv", Assert.Throws<UserException>(() => FmaTracksFile.Read(folder["tracks.csv"])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<UserException>(() => FmaTracksFile.Read(folder["none.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Read_AsLongAsFmas_TakesASecondAndAHalf()
    {
        WriteFullSize(folder["tracks.csv"]);
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(106_574, FmaTracksFile.Read(folder["tracks.csv"]).Count);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        // 1.5 s on a machine of our own; others may be at work here.
        Assert.InRange(best, 0, 3);
    }

    private const string Header =
        ",set,track,track,track,artist,track,track\n,subset,genre_top,genres_all,title,name,language_code,duration\ntrack_id,,,,,,,\n";

    /// <summary>As many rows and bytes as the real one: 260 MB, nine tenths of them biographies.</summary>
    private static void WriteFullSize(string path)
    {
        using var text = new StreamWriter(path);
        text.Write(Header);
        var story = string.Join("\n", Enumerable.Repeat("<p>He said \"\"hello\"\", and, then; played.</p> Lorem ipsum dolor sit amet.", 32));
        for (var id = 0; id < 106_574; id++)
        {
            text.Write($"{id},{(id % 13 == 0 ? "small" : "large")},Rock,\"[12, 25]\",\"{story}\",\"Artist, {id % 16341}\",en,{id % 600}\n");
        }
    }
}
