using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Duplicates;

/// <summary>Pairs, groups and their order, on words that are drawn.</summary>
public class DuplicateSearchTests
{
    private static readonly DuplicateOptions Options = new(0.1);

    [Fact]
    public void Find_CopyWithAnIntro_SaysWhereItBegins()
    {
        var song = Song(1);
        var row = Assert.Single(Find(Track("a", song), Track("b", Song(2)), Track("c", [.. Song(3)[..50], .. song[..250]])));
        Assert.Equal(("c", "a", -5.0, 25.0, 0.0), (row.TrackId, row.DuplicateOf, row.Offset, row.Matched, row.BitError));
    }

    [Theory]
    [InlineData(0.05, true)]
    [InlineData(0.1, true)]
    [InlineData(0.35, false)]
    public void Find_FlippedBits_AreCopiesUpToTheLimit(double share, bool isCopy)
    {
        var rows = Find(Track("a", Song(1)[..300]), Track("b", Flipped(Song(1)[40..], share)));
        Assert.Equal(isCopy ? 1 : 0, rows.Count);
        Assert.All(rows, row => Assert.Equal(share, row.BitError, 0.02));
        Assert.All(rows, row => Assert.Equal(4, row.Offset, 1e-9));
    }

    [Fact]
    public void Find_HalvesOfATrack_ShareItThoughTheyDoNotOverlap()
    {
        var song = Song(1);
        var rows = Find(Track("head", song[..150]), Track("whole", song), Track("tail", song[150..]));
        Assert.Equal([("whole", "head", 0.0), ("tail", "head", 15.0)], rows.Select(row => (row.TrackId, row.DuplicateOf, row.Offset)));
    }

    [Fact]
    public void Find_ManyCopies_AllNameTheFirst()
    {
        var copies = Enumerable.Range(0, 60).Select(i => Track($"{i}", Flipped(Song(1), 0.03, (ulong)i))).ToArray();
        var rows = Find([Track("other", Song(2)), .. copies]);
        Assert.Equal(copies.Skip(1).Select(copy => copy.Id), rows.Select(row => row.TrackId));
        Assert.All(rows, row => Assert.Equal("0", row.DuplicateOf));
        Assert.All(rows, row => Assert.InRange(row.BitError, 0.03, 0.09));
    }

    [Fact]
    public void Find_OrderOfTracks_ChangesTheFirstAndNotTheGroups()
    {
        var tracks = Enumerable.Range(0, 20).Select(i => Track($"{i}", Flipped(Song((ulong)(i % 12)), 0.05, (ulong)i))).ToArray();
        Assert.Equal(Groups(Find(tracks)), Groups(Find([.. tracks.Reverse()])));
        Assert.Equal(8, Find(tracks).Count);
    }

    [Fact]
    public void Find_SilenceAndOneWordForever_AreNoCopies()
    {
        var silent = new uint[300];
        var steady = Enumerable.Repeat(0x0F0F_55AAu, 300).ToArray();
        var tracks = Enumerable.Range(0, 500).Select(i => Track($"{i}", i % 3 == 0 ? silent : [.. steady[..40], .. Song((ulong)i)[..200]])).ToArray();
        Assert.Empty(Find(tracks));
    }

    [Fact]
    public void Find_ShortOverlap_IsNoCopy() => Assert.Empty(Find(Track("a", Song(1)), Track("b", [.. Song(1)[..100], .. Song(2)])));

    [Fact]
    public void Find_SameFile_IsACopyEvenWithoutWords()
    {
        var row = Assert.Single(Find(Track("a", []) with { Sha256 = "x" }, Track("b", []), Track("c", []) with { Sha256 = "x" }));
        Assert.Equal(new DuplicateRow("c", "a", 0, 0, 0), row);
    }

    [Fact]
    public void Find_NoTracksOrOne_FindsNothing()
    {
        Assert.Empty(Find());
        Assert.Empty(Find(Track("a", Song(1))));
        Assert.Empty(Find(Track("a", []), Track("b", []), Track("c", [7])));
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(300)]
    public void Match_AnyOffset_CountsAsBitByBit(int offset)
    {
        var (first, second) = (Song(1)[..100], Song(2)[..80]);
        second[20] = 0;
        var pairs = Enumerable.Range(0, 80).Where(i => i + offset is >= 0 and < 100 && second[i] != 0).Select(i => (first[i + offset], second[i])).ToList();
        var wrong = pairs.Sum(pair => Enumerable.Range(0, 32).Count(bit => ((pair.Item1 >> bit) & 1) != ((pair.Item2 >> bit) & 1)));
        Assert.Equal(new FingerprintMatch(offset, pairs.Count, wrong), FingerprintMatch.Of(first, second, offset));
        Assert.Equal(FingerprintMatch.Of(first, second, offset).WrongBits, FingerprintMatch.Of(second, first, -offset).WrongBits);
    }

    private static IReadOnlyList<DuplicateRow> Find(params FingerprintedTrack[] tracks) => DuplicateSearch.Find(tracks, Options);

    private static FingerprintedTrack Track(string id, uint[] words) => new(id, "", words);

    private static string[] Groups(IReadOnlyList<DuplicateRow> rows) =>
        [.. rows.GroupBy(row => row.DuplicateOf).Select(group => string.Join(' ', group.Select(row => row.TrackId).Append(group.Key).Order())).Order()];

    private static uint[] Song(ulong seed)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, 300).Select(_ => (uint)random.NextUInt64() | 1)];
    }

    private static uint[] Flipped(uint[] words, double share, ulong seed = 9)
    {
        var random = new RandomSource(seed + 1000);
        return [.. words.Select(word => Enumerable.Range(0, 32)
            .Aggregate(word, (flipped, bit) => random.NextDouble() < share ? flipped ^ (1u << bit) : flipped))];
    }
}
