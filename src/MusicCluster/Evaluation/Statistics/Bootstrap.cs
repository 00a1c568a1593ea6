using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>Mean and deviation over seeds, and bootstrap confidence intervals over tracks (Efron and Tibshirani 1993).</summary>
/// <remarks>
/// The interval says how far the number would move with other tracks of the same kind: each resample is scored for every seed's
/// partition and averaged over the seeds. Ends are percentiles, moved so that the resamples' mean is the estimate: a resample holds
/// fewer different tracks, which raises scores of information. Partitions are kept, not made anew.
/// </remarks>
public static class Bootstrap
{
    /// <summary>An external metric.</summary>
    /// <param name="genres">Genre of each track, empty when unknown.</param>
    /// <param name="partitions">One partition of the tracks per seed.</param>
    /// <param name="metric">One of <see cref="ExternalMetrics.All"/>.</param>
    /// <param name="resamples">The same for all that is to be compared.</param>
    /// <param name="confidence">Coverage, e.g. .95.</param>
    /// <exception cref="ArgumentException">Numbers of tracks differ, or there is no such metric.</exception>
    public static Interval External(
        IReadOnlyList<string> genres, IReadOnlyList<int[]> partitions, Metric metric, TrackResamples resamples, double confidence = 0.95)
    {
        return External(genres, partitions, [metric], resamples, confidence)[metric];
    }

    /// <summary>All external metrics: each resample is counted once for all of them.</summary>
    internal static IReadOnlyDictionary<Metric, Interval> External(
        IReadOnlyList<string> genres, IReadOnlyList<int[]> partitions, TrackResamples resamples, double confidence) =>
        External(genres, partitions, ExternalMetrics.All, resamples, confidence);

    private static Dictionary<Metric, Interval> External(
        IReadOnlyList<string> genres, IReadOnlyList<int[]> partitions, IReadOnlyList<Metric> metrics, TrackResamples resamples, double confidence)
    {
        CheckLengths(genres.Count, partitions, resamples);
        var scores = metrics.Select(ExternalMetrics.Score).ToArray();
        var tracks = LabeledTracks.Of(genres);
        if (tracks.Problem.Length > 0 || partitions.Count == 0)
        {
            return metrics.ToDictionary(
                metric => metric, metric => Missing(metric, partitions.Count, partitions.Count == 0 ? "there is no partition" : tracks.Problem));
        }

        var tables = partitions.Select(labels => ContingencyTable.FromLabels(tracks.Genres, tracks.Select(labels))).ToArray();
        var resampled = ResampledScore.OnResamples(tracks, partitions, metrics, resamples);
        return metrics.Select((metric, i) => WithInterval(metric, [.. tables.Select(scores[i])], resampled[i], confidence))
            .ToDictionary(interval => interval.Metric);
    }

    /// <summary>A metric that is a mean over tracks, such as the silhouette: distances are those of the whole corpus.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="trackValues">Per seed the value of each track, NaN for tracks that do not count, such as noise.</param>
    /// <param name="resamples">The same for all that is to be compared.</param>
    /// <param name="confidence">Coverage, e.g. .95.</param>
    public static Interval OfTrackMeans(
        Metric metric, IReadOnlyList<double[]> trackValues, TrackResamples resamples, double confidence = 0.95)
    {
        if (trackValues.Count == 0 || trackValues.Any(values => values.All(double.IsNaN)))
        {
            return Missing(metric, trackValues.Count, "a partition has no track with a value");
        }

        return WithInterval(metric, [.. trackValues.Select(MeanOf)], TrackMeans(trackValues, resamples), confidence);
    }

    /// <summary>The mean over the tracks that have a value.</summary>
    internal static double MeanOf(double[] trackValues)
    {
        var ones = new byte[trackValues.Length];
        Array.Fill(ones, (byte)1);
        return WeightedMean(trackValues, ones);
    }

    /// <summary>Means over tracks of each resample, averaged over the seeds.</summary>
    internal static double[] TrackMeans(IReadOnlyList<double[]> trackValues, TrackResamples resamples)
    {
        var resampled = new double[resamples.ResampleCount];
        Workers.For(resampled.Length, resample =>
            resampled[resample] = trackValues.Average(values => WeightedMean(values, resamples.Counts(resample))));
        return resampled;
    }

    /// <summary>A metric without an interval over tracks: mean and deviation over the seeds only.</summary>
    /// <param name="values">One per seed.</param>
    public static Interval OverSeeds(IReadOnlyList<MetricValue> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        var missing = values.FirstOrDefault(value => value.Value is null);
        if (missing is not null)
        {
            return Missing(values[0].Metric, values.Count, missing.Status);
        }

        double[] numbers = [.. values.Select(value => value.Value!.Value)];
        return new Interval(values[0].Metric, Moments.Mean(numbers), Deviation(numbers), null, null, values.Count);
    }

    /// <summary>Percentile interval of resampled values, moved to the estimate; NaN values are left out.</summary>
    internal static (double Low, double High)? Ends(double[] resampled, double estimate, double confidence)
    {
        var sorted = resampled.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length < resampled.Length / 2 || sorted.Length == 0)
        {
            return null;
        }

        var shift = estimate - Moments.Mean(sorted);
        var tail = (1 - confidence) / 2;
        return (Moments.Quantile(sorted, tail) + shift, Moments.Quantile(sorted, 1 - tail) + shift);
    }

    private static Interval WithInterval(Metric metric, double[] values, double[] resampled, double confidence)
    {
        var mean = Moments.Mean(values);
        // No metric of these exceeds 1.
        return Ends(resampled, mean, confidence) is { } ends
            ? new Interval(metric, mean, Deviation(values), ends.Low, Math.Min(1, ends.High), values.Length)
            : new Interval(metric, mean, Deviation(values), null, null, values.Length, "most resamples hold fewer than 2 genres");
    }

    private static double? Deviation(double[] values) => values.Length < 2 ? null : Moments.StandardDeviation(values);

    private static Interval Missing(Metric metric, int seedCount, string reason) =>
        new(metric, null, null, null, null, seedCount, reason);

    private static double WeightedMean(double[] values, ReadOnlySpan<byte> counts)
    {
        var (sum, weight) = (0.0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sum += counts[i] * values[i];
                weight += counts[i];
            }
        }

        return sum / weight;
    }

    internal static void CheckLengths(int trackCount, IReadOnlyList<int[]> partitions, TrackResamples? resamples)
    {
        var wrong = partitions.FirstOrDefault(labels => labels.Length != trackCount);
        if (wrong is not null)
        {
            throw new ArgumentException($"A partition has {wrong.Length} labels for {trackCount} tracks.", nameof(partitions));
        }

        if (resamples is not null && resamples.TrackCount != trackCount)
        {
            throw new ArgumentException($"The resamples have {resamples.TrackCount} tracks; there are {trackCount}.", nameof(resamples));
        }
    }
}
