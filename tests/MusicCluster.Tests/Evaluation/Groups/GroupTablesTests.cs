using MusicCluster.Evaluation.Groups;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Groups;

public sealed class GroupTablesTests
{
    [Fact]
    public void Names_InAnyOrderOfTracks_AreTheSame()
    {
        var points = RandomPoints.Blobs(120, 4, 4, 6, 1);
        var rows = PlantedGroups.Descriptors(120, 4, 2, 1);
        var labels = PlantedGroups.Labels(120, 4);
        var expected = ById(Orders.Identity(120));
        Assert.Contains(expected.Values, name => name.Contains("loud", StringComparison.Ordinal));
        Assert.Contains(expected.Values, name => name.Contains("Jazz", StringComparison.Ordinal));
        for (ulong seed = 0; seed < 3; seed++)
        {
            Assert.Equal(expected, ById(new RandomSource(seed).Permutation(120)));
        }

        // By the first exemplar, which does not depend on the order either.
        SortedDictionary<string, string> ById(int[] order) => new(PlantedGroups.Describe(order, points, rows, labels, "Jazz").Groups
            .ToDictionary(row => row.Exemplars.Items[0], row => row.Name));
    }

    [Fact]
    public void Blobs_AreStableAndSeparate_AndOneCloudIsNot()
    {
        var rows = PlantedGroups.Descriptors(120, 4, 0, 1);
        var labels = PlantedGroups.Labels(120, 4);
        var blobs = PlantedGroups.Describe(Orders.Identity(120), RandomPoints.Blobs(120, 4, 4, 8, 1), rows, labels);
        Assert.All(blobs.Groups, row => Assert.InRange(row.Stability!.Value, 0.95, 1));
        Assert.Equal("more separate and more stable than one cloud", blobs.Separation.Verdict);
        var cloud = PlantedGroups.Describe(Orders.Identity(120), RandomPoints.Gaussian(120, 4, 1), rows, labels);
        Assert.All(cloud.Groups, row => Assert.InRange(row.Stability!.Value, 0, 0.6));
        Assert.StartsWith("no separation shown", cloud.Separation.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void OneGroup_HasNoNumbersThatNeedTwo(int count)
    {
        var made = PlantedGroups.Describe(
            Orders.Identity(count), RandomPoints.Constant(count, 3, 1), PlantedGroups.Descriptors(count, 1, 0, 1), new int[count]);
        Assert.Equal(Math.Min(1, count), made.Groups.Count);
        Assert.All(made.Groups, row =>
        {
            Assert.Null(row.Stability);
            Assert.Null(row.Silhouette);
            Assert.Empty(row.Borderline.Items);
            Assert.Equal("group 1", row.Name);
            Assert.Equal("no descriptor could be tested", row.Traits);
        });
        Assert.Null(made.Separation.Silhouette);
    }

    [Fact]
    public void NothingDistinguishes_IsSaid()
    {
        var made = PlantedGroups.Describe(
            Orders.Identity(80), RandomPoints.Gaussian(80, 3, 1), PlantedGroups.Descriptors(80, 4, 0, 2), PlantedGroups.Labels(80, 4));
        Assert.All(made.Groups, row => Assert.Equal("nothing distinguishes this group from the rest", row.Traits));
        Assert.Equal(4, made.Groups.Select(row => row.Name).Distinct().Count());
    }

    [Fact]
    public void Words_OfOneGroup_AreItsOwn()
    {
        string[] texts = ["night train night", "night train", "the night train", "sunny river", "river sunny", "river", "river sunny"];
        var terms = new GroupWords(texts).Of([0, 0, 0, 1, 1, 1, 1], 2);
        Assert.Equal(["night", "train"], terms[0].Select(term => term.Term));
        Assert.Equal(["river", "sunny"], terms[1].Select(term => term.Term));
        Assert.All(terms.SelectMany(all => all), term => Assert.True(term.Distinguishes));
    }

    [Fact]
    public void Match_RenumberedGroups_AreTheEarlierOnes()
    {
        int[] earlier = [0, 0, 0, 1, 1, 1, 2, 2, -1];
        int[] now = [1, 1, 1, 0, 0, 2, 2, 2, -1];
        var match = new GroupMatch(earlier, now, 3, 3);
        Assert.Equal([1, 0, 2], match.EarlierOf);
        Assert.False(match.IsSame(1, 2));
        Assert.True(match.IsSame(-1, -1));
    }

    [Fact]
    public void Match_SplitAndMerged_AreTold()
    {
        int[] earlier = [0, 0, 0, 0, 1, 1, 2, 2];
        int[] now = [0, 0, 1, 1, 2, 2, 2, 2];
        var match = new GroupMatch(earlier, now, 3, 3);
        Assert.Equal([0, 1], match.Parts(0));
        Assert.Equal([1, 2], match.Sources(2));
    }
}
