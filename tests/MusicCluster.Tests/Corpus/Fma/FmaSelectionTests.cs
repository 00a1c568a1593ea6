using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Corpus.Fma;

public sealed class FmaSelectionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FmaGenres genres;

    public FmaSelectionTests()
    {
        File.WriteAllBytes(folder["genres.csv"], SyntheticFma.GenresCsv());
        genres = FmaGenres.Read(folder["genres.csv"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Select_Subset_ContainsTheSmallerOnes()
    {
        Assert.Equal(2, Ids(new FmaOptions()).Count);
        Assert.Equal(3, Ids(new FmaOptions { Subset = FmaSubset.Medium }).Count);
        Assert.Equal(4, Ids(new FmaOptions { Subset = FmaSubset.Full }).Count);

        List<int> Ids(FmaOptions options) => [.. FmaSelection.Select(
            [Track(1, FmaSubset.Small), Track(2, FmaSubset.Small), Track(3, FmaSubset.Medium), Track(4, FmaSubset.Large)], genres, options)
            .Select(track => track.Track.Id)];
    }

    [Fact]
    public void Select_GenreBelowTheTop_IsFoundByTheTree()
    {
        var selected = FmaSelection.Select([Track(1, genre: "Rock", ids: [12, 25]), Track(2, genre: "Rock", ids: [12]), Track(3, genre: "Pop", ids: [10])],
            genres, new FmaOptions { Genres = ["punk", "Pop"] });
        Assert.Equal([(1, "Punk"), (3, "Pop")], selected.Select(track => (track.Track.Id, track.Genre)));
    }

    [Fact]
    public void Select_Top_TakesTheLargestAndBreaksTiesByName()
    {
        var selected = FmaSelection.Select(
            [Track(1, genre: "Rock"), Track(2, genre: "Rock"), Track(3, genre: "Pop"), Track(4, genre: "Folk"), Track(5, genre: "")],
            genres, new FmaOptions { Top = 2 });
        Assert.Equal([1, 2, 4], selected.Select(track => track.Track.Id));
    }

    [Fact]
    public void Select_TracksPerGenre_SameSeedSameTracksWhateverTheOrder()
    {
        var tracks = Enumerable.Range(1, 200).Select(id => Track(id, genre: id % 2 == 0 ? "Rock" : "Pop")).ToList();
        var options = new FmaOptions { TracksPerGenre = 20, Seed = 3 };
        var selected = Ids(tracks, options);
        Assert.Equal(selected, Ids([.. tracks.AsEnumerable().Reverse()], options));
        Assert.Equal(20, selected.Count(id => id % 2 == 0));
        Assert.Equal(40, selected.Count);
        Assert.Equal(selected.Order(), selected);
        Assert.NotEqual(selected, Ids(tracks, options with { Seed = 4 }));
        // A longer list adds candidates and does not reshuffle the others.
        var more = Ids([.. tracks, Track(1000, genre: "Rock")], options);
        Assert.True(selected.Except(more).Count() <= 1);
    }

    [Fact]
    public void Select_LanguageDurationAndArtist_AreKept()
    {
        List<FmaTrack> tracks = [Track(1, language: "en"), Track(2, language: "de"), Track(3, language: ""),
            Track(4, language: "EN", duration: 10), Track(5, language: "en", artist: "A"), Track(6, language: "en", artist: "A")];
        Assert.Equal([1, 5, 6], Ids(tracks, new FmaOptions { Languages = ["en"], MinimumDuration = 30 }));
        Assert.Equal(2, Ids(tracks, new FmaOptions { Languages = ["en"], MinimumDuration = 30, TracksPerArtist = 1 }).Count);
    }

    [Fact]
    public void Select_NothingOrUnknown_SaysSo()
    {
        Assert.Contains("the nearest is 'Rock'",
            Assert.Throws<UserException>(() => FmaSelection.Select([Track(1)], genres, new FmaOptions { Genres = ["Rok"] })).Message, StringComparison.Ordinal);
        Assert.Contains("selects none of the 1 tracks",
            Assert.Throws<UserException>(() => FmaSelection.Select([Track(1)], genres, new FmaOptions { Languages = ["fr"] })).Message,
            StringComparison.Ordinal);
    }

    private List<int> Ids(List<FmaTrack> tracks, FmaOptions options) => [.. FmaSelection.Select(tracks, genres, options).Select(track => track.Track.Id)];

    private static FmaTrack Track(
        int id, FmaSubset subset = FmaSubset.Small, string genre = "Rock", int[]? ids = null,
        string language = "en", double duration = 100, string artist = "") =>
        new(id, subset, genre, ids ?? [], $"Title {id}", artist, language, duration);
}
