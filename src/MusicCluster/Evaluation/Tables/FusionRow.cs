using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>What lyrics add to a representation.</summary>
[Table("fusion.csv",
    "Each representation with lyrics against its audio alone, with the clusterer that was fixed beforehand: paired bootstrap, Holm-corrected.")]
public sealed record FusionRow(
    [Column("representation", "The fused space.")] RepresentationName Representation,
    [Column("audio", "The space of the audio alone.")] RepresentationName Audio,
    [Column("audio_dimensions", "Dimensions of the audio's part; empty where a model failed.")] int? AudioDimensionCount,
    [Column("lyrics_dimensions", "Dimensions of the lyrics' part.")] int? LyricsDimensionCount,
    [Column("lyrics_share_of_variance", "The lyrics' share of all variance, 0 to 1, first seed.")] double? LyricsShare,
    [Columns] ClusteringMethod Method,
    [Column("metric", "The metric.")] Metric Metric,
    [Column("audio_mean", "Of the audio alone, mean over the seeds.")] double? AudioMean,
    [Column("fused_mean", "With lyrics, mean over the seeds.")] double? FusedMean,
    [Column("difference", "With lyrics less without.")] double? Difference,
    [Column("ci_low", "Lower end of the interval of the difference.")] double? Low,
    [Column("ci_high", "Upper end of that interval.")] double? High,
    [Column("p_value", "Two-sided, of this comparison alone.")] double? PValue,
    [Column("p_adjusted", "After Holm's correction for all rows.")] double? AdjustedPValue,
    [Column("verdict", "What follows at the level .05.")] Verdict Verdict,
    [Column("status", "Why there is no answer.")] string Status)
{
    /// <summary>A row per fused representation.</summary>
    internal static IEnumerable<FusionRow> Of(
        IReadOnlyList<EvaluatedRepresentation> representations, IReadOnlyList<ScoredPartition> all, ClusteringMethod primary, EvaluatedTracks tracks,
        int firstSeed, TrackResamples resamples, double confidence)
    {
        var scores = all.Where(scored => scored.Key.Method == primary).ToDictionary(scored => scored.Key.Representation);
        var pairs = scores.Values.Where(scored => scored.Key.Representation.IsFused)
            .Select(fused => (Fused: fused, Audio: scores.GetValueOrDefault(fused.Key.Representation.AudioAlone)))
            .Where(pair => pair.Audio is not null).ToList();
        var tests = PairedComparison.Correct([.. pairs.Select(pair => Test(pair.Audio!, pair.Fused, tracks, resamples, confidence))]);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (test, (fused, audio)) = (tests[i], pairs[i]);
            var shape = Shape(representations, audio!.Key.Representation, fused.Key.Representation, firstSeed);
            yield return new FusionRow(
                fused.Key.Representation, audio.Key.Representation, shape?.Audio, shape?.Lyrics, shape?.Share, primary, Metric.AdjustedRandIndex,
                audio.Mean(Metric.AdjustedRandIndex), fused.Mean(Metric.AdjustedRandIndex), test.Difference, test.Low, test.High, test.PValue,
                test.AdjustedPValue, Verdicts.Of(test.Difference, test.AdjustedPValue), test.Status);
        }
    }

    private static PairedComparison Test(ScoredPartition audio, ScoredPartition fused, EvaluatedTracks tracks, TrackResamples resamples, double confidence)
    {
        var partitions = new Dictionary<string, IReadOnlyList<int[]>> { ["audio"] = audio.Labels, ["fused"] = fused.Labels };
        return PairedComparison.Compare(tracks.Genres, partitions, "audio", Metric.AdjustedRandIndex, resamples, confidence)[0];
    }

    /// <summary>How many of the fused columns are lyrics, and how much of all variance they hold.</summary>
    private static (int Audio, int Lyrics, double Share)? Shape(
        IReadOnlyList<EvaluatedRepresentation> representations, RepresentationName audio, RepresentationName fused, int seed)
    {
        var (alone, points) = (PointsOf(audio), PointsOf(fused));
        return alone is null || points is null
            ? null
            : (alone.ColumnCount, points.ColumnCount - alone.ColumnCount, ShareBehind(points, alone.ColumnCount));

        Matrix? PointsOf(RepresentationName name) => representations.First(item => item.Name == name).Points(seed);
    }

    /// <summary>Share of the variance in the columns from a position on.</summary>
    private static double ShareBehind(Matrix points, int width)
    {
        var centered = Moments.Center(points, Moments.Means(points));
        var (behind, total) = (0.0, 0.0);
        for (var row = 0; row < centered.RowCount; row++)
        {
            for (var column = 0; column < centered.ColumnCount; column++)
            {
                var square = centered[row, column] * centered[row, column];
                total += square;
                behind += column >= width ? square : 0;
            }
        }

        return total > 0 ? behind / total : 0;
    }
}
