using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>Whether two orders of the same things agree.</summary>
/// <param name="Coefficient">Spearman's, −1 … 1; null where either order has no differences.</param>
/// <param name="PValue">Share of shufflings whose coefficient is at least as far from 0, itself counted.</param>
/// <remarks>Source: Spearman 1904; ties share their mean rank.</remarks>
internal readonly record struct RankCorrelation(double? Coefficient, double? PValue)
{
    private const int ShuffleCount = 9999;

    /// <summary>Compares two columns of numbers.</summary>
    public static RankCorrelation Of(IReadOnlyList<double> first, IReadOnlyList<double> second, SeedSequence seed)
    {
        var (x, y) = (StandardizedRanks(first), StandardizedRanks(second));
        if (x is null || y is null)
        {
            return default;
        }

        var coefficient = Products.Dot(x, y);
        var random = seed.CreateSource();
        var reached = 0;
        for (var i = 0; i < ShuffleCount; i++)
        {
            random.Shuffle(y.AsSpan());
            // Equal in exact arithmetic may differ in the last bits.
            reached += Math.Abs(Products.Dot(x, y)) >= Math.Abs(coefficient) - 1e-12 ? 1 : 0;
        }

        return new RankCorrelation(coefficient, (reached + 1.0) / (ShuffleCount + 1));
    }

    /// <summary>Ranks of mean 0 and length 1; null if all are equal.</summary>
    private static double[]? StandardizedRanks(IReadOnlyList<double> values)
    {
        double[] ranks = [.. values.Select(value => values.Count(other => other < value) + (values.Count(other => other == value) / 2.0))];
        var mean = ranks.Length == 0 ? 0 : Moments.Mean(ranks);
        var length = Math.Sqrt(ranks.Sum(rank => (rank - mean) * (rank - mean)));
        return length > 0 ? [.. ranks.Select(rank => (rank - mean) / length)] : null;
    }
}
