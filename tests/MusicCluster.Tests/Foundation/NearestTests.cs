using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Foundation;

public class NearestTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_KnownPairs_IsLevenshtein(string first, string second, int expected)
    {
        Assert.Equal(expected, Nearest.Distance(first, second));
        Assert.Equal(expected, Nearest.Distance(second, first));
    }

    [Fact]
    public void To_Misspelling_FindsTheName()
    {
        Assert.Equal("features", Nearest.To("Faetures", ["fetch", "features", "train"]));
        Assert.Null(Nearest.To("x", []));
    }
}
