using MusicCluster.Evaluation.Statistics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class LabelFreeRankingTests
{
    [Fact]
    public void Rank_GoodStrangeAndNoise_AreOrdered()
    {
        var reference = RandomPoints.Blobs(90, 6, 3, 3, 1);
        var good = RandomPoints.Blobs(90, 4, 3, 15, 2);
        // Perfectly stable, about something that the reference space does not know.
        var strange = new Matrix(90, 1);
        for (var i = 0; i < 90; i++)
        {
            strange[i, 0] = (i / 30 * 100) + (i * 0.01);
        }

        var ranking = LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["noise"] = RandomPoints.Gaussian(90, 4, 3), ["strange"] = strange, ["good"] = good },
            reference, 3, new SeedSequence(1));
        Assert.Equal("good", ranking[0].Representation);
        Assert.Equal((false, 1), (ranking[0].IsRejected, ranking[0].Rank));
        Assert.True(ranking[0].Stability > 0.99);
        var other = ranking.Single(item => item.Representation == "strange");
        Assert.True(other.Stability > 0.99);
        Assert.True(other.ReferenceSilhouette < ranking[0].ReferenceSilhouette);
    }

    [Fact]
    public void Rank_Unusable_IsRejectedWithAReason()
    {
        var reference = RandomPoints.Blobs(20, 2, 2, 9, 1);
        var broken = reference.Copy();
        broken[3, 1] = double.NaN;
        var ranking = LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["broken"] = broken, ["constant"] = RandomPoints.Constant(20, 2, 1), ["fine"] = reference },
            reference, 2, new SeedSequence(1));
        Assert.Equal("fine", ranking[0].Representation);
        Assert.All(ranking.Skip(1), item => Assert.True(item.IsRejected && item.Status.Length > 0));
        Assert.Contains("too few", LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["a"] = new Matrix(2, 1) }, new Matrix(2, 1), 3, new SeedSequence(0), 2)[0].Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Rank_DifferentRows_Throws() =>
        Assert.Throws<ArgumentException>(() => LabelFreeRanking.Rank(
            new Dictionary<string, Matrix> { ["a"] = new Matrix(3, 1) }, new Matrix(4, 1), 2, new SeedSequence(0)));
}
