using System.Text.Json.Nodes;
using MusicCluster.Metrics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Metrics;

public class ExternalScoresTests
{
    private static readonly string[] GoldenNames = ["ari", "nmi_arith", "ami", "homogeneity", "completeness", "v_measure", "purity", "mutual_info"];

    [Fact]
    public void Scores_LabelsOfEveryGoldenCase_AreScikitLearns()
    {
        foreach (var golden in GoldenMl.Sklearn["metrics"]!["external_only"]!.AsArray())
        {
            var table = golden!["contingency"] is { } counts
                ? ContingencyTable.FromCounts([.. counts.AsArray().SelectMany(row => row!.AsArray().Select(count => count!.GetValue<long>()))], 10, 10)
                : ContingencyTable.FromLabels(GoldenMl.ToInts(golden["true"]), GoldenMl.ToInts(golden["pred"]));
            AssertScores(golden["m"]!, table);
        }
    }

    [Fact]
    public void Scores_SmallCases_AreScikitLearns()
    {
        var small = GoldenMl.Sklearn["metrics"]!["small10"]!;
        var truth = GoldenMl.ToInts(small["true"]);
        foreach (var (_, golden) in small["cases"]!.AsObject())
        {
            var labels = GoldenMl.ToInts(golden!["labels"]);
            AssertScores(golden["m"]!, ContingencyTable.FromLabels(truth.AsSpan(0, labels.Length), labels));
        }
    }

    [Fact]
    public void AdjustedRandIndex_RandomLabels_IsNearZero()
    {
        var random = new RandomSource(1);
        var first = Enumerable.Range(0, 5000).Select(_ => random.NextInt(5)).ToArray();
        var second = Enumerable.Range(0, 5000).Select(_ => random.NextInt(5)).ToArray();
        Assert.Equal(0, ExternalScores.AdjustedRandIndex(ContingencyTable.FromLabels(first, second)), 0.005);
        Assert.Equal(0, ExternalScores.AdjustedMutualInformation(ContingencyTable.FromLabels(first, second)), 0.005);
    }

    [Fact]
    public void Accuracy_AnyTable_IsTheBestOfAllNamings()
    {
        var random = new RandomSource(4);
        for (var trial = 0; trial < 200; trial++)
        {
            var (rows, columns) = (1 + random.NextInt(5), 1 + random.NextInt(5));
            var counts = Enumerable.Range(0, rows * columns).Select(_ => (long)random.NextInt(9)).ToArray();
            if (counts.Sum() == 0)
            {
                continue;
            }

            var best = Best(counts, rows, columns, 0, 0);
            Assert.Equal(best / (double)counts.Sum(), ExternalScores.Accuracy(ContingencyTable.FromCounts(counts, rows, columns)), 12);
        }
    }

    [Fact]
    public void FromLabels_DifferentLengths_Throws() =>
        Assert.Throws<ArgumentException>(() => ContingencyTable.FromLabels([1], [1, 2]));

    private static long Best(long[] counts, int rows, int columns, int row, int used) =>
        row == rows
            ? 0
            : Enumerable.Range(0, columns).Where(column => (used & (1 << column)) == 0)
                .Select(column => counts[(row * columns) + column] + Best(counts, rows, columns, row + 1, used | (1 << column)))
                .Append(Best(counts, rows, columns, row + 1, used)).Max();

    private static void AssertScores(JsonNode golden, ContingencyTable table)
    {
        double[] actual =
        [
            ExternalScores.AdjustedRandIndex(table), ExternalScores.NormalizedMutualInformation(table),
            ExternalScores.AdjustedMutualInformation(table), ExternalScores.Homogeneity(table), ExternalScores.Completeness(table),
            ExternalScores.VMeasure(table), ExternalScores.Purity(table), ExternalScores.MutualInformation(table),
        ];
        for (var i = 0; i < GoldenNames.Length; i++)
        {
            if (golden[GoldenNames[i]] is { } expected)
            {
                Assert.True(Math.Abs(expected.GetValue<double>() - actual[i]) < 1e-9, $"{GoldenNames[i]}: {expected} but {actual[i]}");
            }
        }
    }
}
