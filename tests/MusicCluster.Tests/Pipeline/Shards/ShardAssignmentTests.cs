using MusicCluster.Pipeline.Shards;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Shards;

public sealed class ShardAssignmentTests
{
    [Fact]
    public void IndexOf_KnownId_IsTheHashOfItsBytes()
    {
        // SHA-256 of "000002" begins with these eight bytes, read as a little-endian number.
        var first = System.Security.Cryptography.SHA256.HashData("000002"u8)[..8];
        var expected = 1 + (int)(BitConverter.ToUInt64(first) % 7);
        Assert.Equal(expected, Shard.IndexOf("000002", 7));
        // By hand: SHA-256("") = e3b0c442 98fc1c14 …; 0x141cfc9842c4b0e3 mod 10 = 7.
        Assert.Equal(1 + (int)(0x141cfc9842c4b0e3UL % 10), Shard.IndexOf("", 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void IndexOf_ManyTracks_FillsAllShardsAlike(int count)
    {
        var sizes = Enumerable.Range(0, 10_000).GroupBy(id => Shard.IndexOf($"{id:D6}", count)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Enumerable.Range(1, count), sizes.Keys.Order());
        Assert.All(sizes.Values, size => Assert.InRange(size, (10_000 / count) - 200, (10_000 / count) + 200));
    }

    [Theory]
    [InlineData("1-3,5,7-8", new[] { 1, 2, 3, 5, 7, 8 })]
    [InlineData("4", new[] { 4 })]
    public void IndexRanges_WrittenAndRead_AreTheSame(string text, int[] indexes)
    {
        Assert.Equal(text, IndexRanges.Format(indexes));
        Assert.Equal(indexes, IndexRanges.Parse(text));
        Assert.Equal(indexes, IndexRanges.Parse(text + "%2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    public void IndexRanges_NoRanges_AreNone(string text) => Assert.Empty(IndexRanges.Parse(text));
}
