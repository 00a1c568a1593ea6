using MusicCluster.Evaluation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Statistical tests on the agreement with the genres: against the baseline, against chance, and by artists.</summary>
internal sealed class TestTables(EvaluationOptions options, EvaluatedTracks tracks, SeedSequence seeds)
{
    private const string Metric = "ari";

    /// <summary>The level of all tests, after correction.</summary>
    internal const double Significance = 0.05;

    private const int ArtistDrawCount = 200;

    /// <summary>Writes <c>comparisons.csv</c>, <c>chance.csv</c> and <c>artists.csv</c>.</summary>
    public void Write(string folder, IReadOnlyList<ScoredPartition> all, TrackResamples resamples)
    {
        WriteComparisons(Path.Combine(folder, "comparisons.csv"), all, resamples);
        WriteChance(Path.Combine(folder, "chance.csv"), all);
        WriteArtists(Path.Combine(folder, "artists.csv"), all);
    }

    /// <summary>
    /// The comparison that was fixed beforehand: k-means with as many clusters as genres, or else the first partition there is.
    /// </summary>
    public static string PrimaryMethod(IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks)
    {
        var genreCount = tracks.Genres.Where(genre => genre.Length > 0).Distinct(StringComparer.Ordinal).Count();
        var wanted = $"k-means/k={genreCount}";
        return all.Any(scored => scored.Method == wanted) ? wanted : all[0].Method;
    }

    private void WriteComparisons(string path, IReadOnlyList<ScoredPartition> all, TrackResamples resamples)
    {
        var table = new CsvTable(
            "representation", "clusterer", "parameters", "metric", "difference", "ci_low", "ci_high", "p_value", "p_adjusted", "primary", "verdict", "status");
        var primary = PrimaryMethod(all, tracks);
        foreach (var method in all.GroupBy(scored => scored.Method).Where(group => group.Any(scored => scored.Representation == options.Baseline)))
        {
            var partitions = method.ToDictionary(scored => scored.Representation, scored => scored.Labels);
            var first = method.First();
            foreach (var comparison in PairedComparison.Compare(tracks.Genres, partitions, options.Baseline, Metric, resamples, options.Confidence))
            {
                table.Add(
                    comparison.Representation, first.Clusterer, first.Parameters, Metric, comparison.Difference, comparison.Low, comparison.High,
                    comparison.PValue, comparison.AdjustedPValue, method.Key == primary ? "yes" : "no", Verdict(comparison), comparison.Status);
            }
        }

        table.Write(path);
    }

    private static string Verdict(PairedComparison comparison) =>
        comparison.AdjustedPValue is not { } p ? ""
        : p > Significance ? "no difference shown"
        : comparison.Difference > 0 ? "better" : "worse";

    private void WriteChance(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "metric", "observed", "null_mean", "null_q95", "p_value", "status");
        foreach (var scored in all)
        {
            var test = PermutationTest.Test(tracks.Genres, scored.Labels, Metric, options.PermutationCount, seeds.Derive("chance"));
            table.Add(
                scored.Representation, scored.Clusterer, scored.Parameters, Metric, test.Observed, test.NullMean, test.NullQuantile95, test.PValue, test.Status);
        }

        table.Write(path);
    }

    private void WriteArtists(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable(
            "representation", "clusterer", "parameters", "metric", "score", "one_track_per_artist", "artist_score", "artists", "tracks", "status");
        var primary = PrimaryMethod(all, tracks);
        foreach (var scored in all.Where(scored => scored.Method == primary))
        {
            var view = ArtistFilter.Compute(tracks.Genres, tracks.Artists, scored.Labels, Metric, ArtistDrawCount, seeds.Derive("artists"));
            table.Add(
                scored.Representation, scored.Clusterer, scored.Parameters, Metric, view.Score, view.OnePerArtist, view.ArtistScore,
                view.ArtistCount, view.TrackCount, view.Status);
        }

        table.Write(path);
    }
}
