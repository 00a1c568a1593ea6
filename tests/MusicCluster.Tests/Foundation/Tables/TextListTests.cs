using MusicCluster.Foundation.Tables;
using Xunit;

namespace MusicCluster.Tests.Foundation.Tables;

public sealed class TextListTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a", "b")]
    [InlineData("a; b.mp3", @"c\;d", @"\")]
    [InlineData("a;")]
    public void Items_AreReadAsWritten(params string[] items)
    {
        var list = new TextList([.. items.Where(item => item.Length > 0)]);
        Assert.Equal(list, TextList.Parse(list.ToString()));
    }
}
