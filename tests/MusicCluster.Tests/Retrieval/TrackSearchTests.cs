using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Retrieval;
using Xunit;

namespace MusicCluster.Tests.Retrieval;

public sealed class TrackSearchTests
{
    private static readonly TrackRow[] Tracks =
    [
        new("1", "Morning", "Anna", "", "rock/morning.mp3", 30, ""),
        new("2", "Evening", "Anna", "", "rock/evening.mp3", 30, ""),
        new("3", "Evening", "Bert", "", "folk/evening.mp3", 30, ""),
        new("Morning", "Noon", "", "", "noon.mp3", 30, ""),
    ];

    [Theory]
    [InlineData("2", 1)]
    [InlineData("Morning", 3)]
    [InlineData("morning", 0)]
    [InlineData("rock/evening.mp3", 1)]
    [InlineData("./rock/evening.mp3", 1)]
    [InlineData("/home/me/Music/folk/evening.mp3", 2)]
    [InlineData("noon.mp3", 3)]
    [InlineData("bert - evening", 2)]
    [InlineData("noo", 3)]
    [InlineData("bert even", 2)]
    public void Find_OneThatIsMeant_IsFound(string text, int row) => Assert.Equal(row, TrackSearch.Find(Tracks, text));

    [Theory]
    [InlineData("Evening", "'Evening' could be 'Evening' by Anna (id 2), 'Evening' by Bert (id 3); give the id.")]
    [InlineData("Evenink", "No track is 'Evenink'; the nearest title is 'Evening' by Anna (id 2).")]
    [InlineData("evening.mp3", "'evening.mp3' could be 'Evening' by Anna (id 2), 'Evening' by Bert (id 3); give the id.")]
    [InlineData("", "No track is ''; the nearest title is 'Noon' by an unknown artist (id Morning).")]
    public void Find_NoneOrSeveral_IsASentence(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<UserException>(() => TrackSearch.Find(Tracks, text)).Message);
}
