using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Pipeline.Stages;

/// <summary>What the words add: each fused representation against its audio alone.</summary>
internal static class FusionTable
{
    private const string Metric = "ari";

    /// <summary>Writes <c>fusion.csv</c>; without fused representations it has its header alone.</summary>
    public static void Write(
        string folder, RunContext context, IReadOnlyList<ClusteredRepresentation> clustered, IReadOnlyList<ScoredPartition> all,
        EvaluatedTracks tracks, TrackResamples resamples)
    {
        var table = new CsvTable(
            "representation", "audio", "audio_dimensions", "lyrics_dimensions", "lyrics_share_of_variance", "clusterer", "parameters", "metric",
            "audio_mean", "fused_mean", "difference", "ci_low", "ci_high", "p_value", "p_adjusted", "verdict", "status");
        var primary = TestTables.PrimaryMethod(all, tracks);
        var scores = all.Where(scored => scored.Method == primary).ToDictionary(scored => scored.Representation);
        var pairs = scores.Values.Select(fused => (Fused: fused, Audio: scores.GetValueOrDefault(FusionVariant.AudioPart(fused.Representation))))
            .Where(pair => pair.Audio is not null && pair.Audio != pair.Fused).ToList();
        var tests = pairs.Select(pair => Test(pair.Audio!, pair.Fused, tracks, resamples, context.Profile.Evaluation.Confidence)).ToList();
        var tested = tests.Where(test => test.PValue is not null).ToList();
        var adjusted = PairedComparison.Holm([.. tested.Select(test => test.PValue!.Value)]);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (test, (fused, audio)) = (tests[i], pairs[i]);
            double? p = test.PValue is null ? null : adjusted[tested.IndexOf(test)];
            var shape = Shape(context, clustered, audio!.Representation, fused.Representation);
            table.Add(
                fused.Representation, audio.Representation, shape?.Audio, shape?.Lyrics, shape?.Share, fused.Clusterer, fused.Parameters, Metric,
                Mean(audio), Mean(fused), test.Difference, test.Low, test.High, test.PValue, p,
                p is null ? "" : p > TestTables.Significance ? "no difference shown" : test.Difference > 0 ? "better" : "worse", test.Status);
        }

        table.Write(Path.Combine(folder, "fusion.csv"));
    }

    private static PairedComparison Test(ScoredPartition audio, ScoredPartition fused, EvaluatedTracks tracks, TrackResamples resamples, double confidence) =>
        PairedComparison.Compare(
            tracks.Genres, new Dictionary<string, IReadOnlyList<int[]>> { ["audio"] = audio.Labels, ["fused"] = fused.Labels }, "audio", Metric, resamples, confidence)[0];

    private static double? Mean(ScoredPartition scored) => scored.Summary.First(metric => metric.Name == Metric).Mean;

    /// <summary>How many of the fused columns are words, and how much of all variance they hold (first seed).</summary>
    private static (int Audio, int Lyrics, double Share)? Shape(
        RunContext context, IReadOnlyList<ClusteredRepresentation> clustered, string audio, string fused)
    {
        var file = PartitionTable.PointsFile(context.Profile.Seeds[0]);
        var paths = new[] { audio, fused }.Select(name => clustered.First(item => item.Representation.Name == name).Output.PathOf(file)).ToList();
        if (!paths.All(File.Exists))
        {
            return null;
        }

        var width = NpyFile.ReadMatrix(paths[0]).ColumnCount;
        var points = NpyFile.ReadMatrix(paths[1]);
        var centred = Moments.Centre(points, Moments.Means(points));
        var (words, total) = (0.0, 0.0);
        for (var row = 0; row < centred.RowCount; row++)
        {
            for (var column = 0; column < centred.ColumnCount; column++)
            {
                var square = centred[row, column] * centred[row, column];
                total += square;
                words += column >= width ? square : 0;
            }
        }

        return (width, points.ColumnCount - width, total > 0 ? words / total : 0);
    }
}
