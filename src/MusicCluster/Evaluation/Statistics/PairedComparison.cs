using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>One representation against the baseline on the same resampled tracks.</summary>
/// <param name="Representation">Which one.</param>
/// <param name="Difference">Its score minus the baseline's, both means over seeds.</param>
/// <param name="Low">Lower end of the interval of the difference, for this comparison alone.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Two-sided: how often resamples stray from their mean as far as the difference is from 0.</param>
/// <param name="AdjustedPValue">After Holm's correction (1979) for all comparisons made together.</param>
/// <param name="Status">Empty, or why there is no answer; the numbers are then null.</param>
public sealed record PairedComparison(
    string Representation, double? Difference, double? Low, double? High, double? PValue, double? AdjustedPValue, string Status = "")
{
    /// <summary>Compares every representation with the baseline, by the bootstrap over tracks.</summary>
    /// <param name="genres">Genre of each track, empty when unknown.</param>
    /// <param name="partitions">Per representation one partition of the tracks per seed.</param>
    /// <param name="baseline">A key of <paramref name="partitions"/>.</param>
    /// <param name="metric">One of <see cref="ExternalMetrics.All"/>.</param>
    /// <param name="resamples">Resamples of the tracks.</param>
    /// <param name="confidence">Coverage of the intervals, e.g. .95.</param>
    /// <returns>One comparison per other representation, in ordinal order of the names.</returns>
    /// <exception cref="ArgumentException">The baseline is missing, numbers of tracks differ, or there is no such metric.</exception>
    public static IReadOnlyList<PairedComparison> Compare(
        IReadOnlyList<string> genres, IReadOnlyDictionary<string, IReadOnlyList<int[]>> partitions, string baseline, Metric metric,
        TrackResamples resamples, double confidence = 0.95)
    {
        if (!partitions.TryGetValue(baseline, out var reference))
        {
            throw new ArgumentException($"The baseline '{baseline}' is not among {string.Join(", ", partitions.Keys)}.", nameof(baseline));
        }

        var others = partitions.Keys.Where(name => name != baseline).Order(StringComparer.Ordinal).ToArray();
        foreach (var labels in partitions.Values)
        {
            Bootstrap.CheckLengths(genres.Count, labels, resamples);
        }

        var tracks = LabeledTracks.Of(genres);
        if (tracks.Problem.Length > 0 || reference.Count == 0)
        {
            var reason = reference.Count == 0 ? "the baseline has no partition" : tracks.Problem;
            return [.. others.Select(name => Missing(name, reason))];
        }

        var baseScore = ResampledScore.OnAll(tracks, reference, metric);
        var baseResampled = ResampledScore.OnResamples(tracks, reference, metric, resamples);
        return Correct([.. others.Select(name => partitions[name].Count == 0
            ? Missing(name, "the representation has no partition")
            : One(name, tracks, partitions[name], metric, resamples, confidence, baseScore, baseResampled))]);
    }

    /// <summary>Compares means over tracks, such as the precision of their neighbors.</summary>
    /// <param name="values">Per representation one value of each track per seed, NaN where it has none; none at all where it is undefined.</param>
    /// <param name="baseline">A key of <paramref name="values"/>.</param>
    /// <param name="resamples">Resamples of the tracks.</param>
    /// <param name="confidence">Coverage of the intervals, e.g. .95.</param>
    internal static IReadOnlyList<PairedComparison> CompareTrackMeans(
        IReadOnlyDictionary<string, IReadOnlyList<double[]>> values, string baseline, TrackResamples resamples, double confidence)
    {
        var reference = values[baseline];
        var baseScore = reference.Count == 0 ? 0 : reference.Average(Bootstrap.MeanOf);
        var baseResampled = reference.Count == 0 ? [] : Bootstrap.TrackMeans(reference, resamples);
        return Correct([.. values.Keys.Where(name => name != baseline).Order(StringComparer.Ordinal).Select(name =>
            reference.Count == 0 ? Missing(name, "the baseline is undefined")
            : values[name].Count == 0 ? Missing(name, "the representation is undefined")
            : Of(name, values[name].Average(Bootstrap.MeanOf) - baseScore, Bootstrap.TrackMeans(values[name], resamples), baseResampled, confidence))]);
    }

    /// <summary>Holm's step-down correction: the smallest p times their number, the next times one fewer, never falling.</summary>
    /// <param name="pValues">In any order.</param>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var running = 0.0;
        var order = Orders.Ascending([.. pValues]);
        for (var i = 0; i < order.Length; i++)
        {
            running = Math.Max(running, Math.Min(1, pValues[order[i]] * (order.Length - i)));
            adjusted[order[i]] = running;
        }

        return adjusted;
    }

    private static PairedComparison One(
        string name, LabeledTracks tracks, IReadOnlyList<int[]> labels, Metric metric, TrackResamples resamples, double confidence,
        double baseScore, double[] baseResampled) => Of(
            name, ResampledScore.OnAll(tracks, labels, metric) - baseScore, ResampledScore.OnResamples(tracks, labels, metric, resamples), baseResampled,
            confidence);

    /// <summary>What resampled scores, from which the baseline's are taken in place, say of a difference.</summary>
    private static PairedComparison Of(string name, double difference, double[] resampled, double[] baseResampled, double confidence)
    {
        for (var i = 0; i < resampled.Length; i++)
        {
            resampled[i] -= baseResampled[i];
        }

        if (Bootstrap.Ends(resampled, difference, confidence) is not { } ends)
        {
            return Missing(name, "most resamples hold fewer than 2 genres");
        }

        var finite = resampled.Where(double.IsFinite).ToArray();
        var mean = Moments.Mean(finite);
        var farther = finite.Count(value => Math.Abs(value - mean) >= Math.Abs(difference) - 1e-12);
        return new PairedComparison(name, difference, ends.Low, ends.High, (farther + 1.0) / (finite.Length + 1), null);
    }

    /// <summary>Corrects the p-values of comparisons that are reported together.</summary>
    internal static IReadOnlyList<PairedComparison> Correct(IReadOnlyList<PairedComparison> comparisons)
    {
        var tested = comparisons.Where(comparison => comparison.PValue is not null).ToArray();
        var adjusted = Holm([.. tested.Select(comparison => comparison.PValue!.Value)]);
        var next = 0;
        return [.. comparisons.Select(comparison =>
            comparison.PValue is null ? comparison : comparison with { AdjustedPValue = adjusted[next++] })];
    }

    private static PairedComparison Missing(string name, string reason) => new(name, null, null, null, null, null, reason);
}
