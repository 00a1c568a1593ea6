using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>What a metric would be by chance: the genres shuffled over the tracks.</summary>
/// <param name="Observed">Mean over the seeds' partitions with the true genres.</param>
/// <param name="NullMean">Mean over the shufflings.</param>
/// <param name="NullQuantile95">Value that 95 % of the shufflings stay below.</param>
/// <param name="PValue">Share of shufflings that reach the observed value, itself counted: never 0.</param>
/// <param name="Status">Empty, or why there is no answer; the numbers are then null.</param>
public sealed record PermutationTest(double? Observed, double? NullMean, double? NullQuantile95, double? PValue, string Status = "")
{
    /// <summary>Tests partitions of one representation against chance.</summary>
    /// <param name="genres">Genre of each track, empty when unknown.</param>
    /// <param name="partitions">One partition of the tracks per seed; a shuffling is scored for all and averaged.</param>
    /// <param name="metric">One of <see cref="ExternalMetrics.All"/>.</param>
    /// <param name="permutationCount">Shufflings, at least 1; p cannot be below 1 ÷ (count + 1).</param>
    /// <param name="seed">Each shuffling has a stream of its own.</param>
    /// <exception cref="ArgumentException">Numbers of tracks differ, or there is no such metric.</exception>
    public static PermutationTest Test(
        IReadOnlyList<string> genres, IReadOnlyList<int[]> partitions, Metric metric, int permutationCount, SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(permutationCount);
        Bootstrap.CheckLengths(genres.Count, partitions, null);
        var tracks = LabeledTracks.Of(genres);
        var score = ExternalMetrics.Score(metric);
        if (tracks.Problem.Length > 0 || partitions.Count == 0)
        {
            return new PermutationTest(null, null, null, null, partitions.Count == 0 ? "there is no partition" : tracks.Problem);
        }

        var observed = ResampledScore.OnAll(tracks, partitions, metric);
        var selected = partitions.Select(labels => (Clusters: Orders.Dense(tracks.Select(labels), out var count), Count: count)).ToArray();
        var shuffled = new double[permutationCount];
        Workers.For(permutationCount, i =>
        {
            var order = (int[])tracks.Genres.Clone();
            seed.Derive($"permutation/{i}").CreateSource().Shuffle(order.AsSpan());
            shuffled[i] = selected.Average(labels =>
                score(ContingencyTable.FromDense(order, tracks.GenreCount, labels.Clusters, labels.Count)));
        });
        return Of(observed, shuffled);
    }

    /// <summary>What shufflings say of a value; they are sorted in place.</summary>
    internal static PermutationTest Of(double observed, double[] shuffled)
    {
        Array.Sort(shuffled);
        // Equal in exact arithmetic may differ in the last bits.
        var reached = shuffled.Count(value => value >= observed - 1e-12);
        return new PermutationTest(observed, Moments.Mean(shuffled), Moments.Quantile(shuffled, 0.95), (reached + 1.0) / (shuffled.Length + 1));
    }
}
