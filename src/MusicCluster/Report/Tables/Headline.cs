using System.Globalization;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Report.Groups;

namespace MusicCluster.Report.Tables;

/// <summary>The sentences at the top: generated from the tests, with their caveats.</summary>
internal static class Headline
{
    /// <summary>A genre of fewer artists is a set of artists.</summary>
    private const int FewArtists = 5;

    /// <summary>Partitions that agree so well differ by a few tracks.</summary>
    private const double SameAnswer = 0.9;

    public static IReadOnlyList<string> Of(
        ReportSource source, IReadOnlyList<SummaryRow> summary, IReadOnlyDictionary<string, string> collapsed, string genreUse)
    {
        var sentences = new List<string>();
        var corpus = source.Rows<CorpusRow>();
        var all = corpus[^1];
        var genreCount = corpus.Count(row => row.IsGenre);
        var artists = all.ArtistCount == 0 ? "" : $" by {CellText.Counted(all.ArtistCount, "artist")}";
        var seedCount = CellText.Counted(source.Settings.Seeds.Count, "seed");
        sentences.Add(genreCount == 0
            ? $"{CellText.Counted(all.TrackCount, "track")} without genres{artists}; {seedCount}."
            : $"{all.TrackCount} tracks of {CellText.Counted(genreCount, "genre")}{artists}; "
                + $"{seedCount}; genres were used {genreUse}.");
        if (source.Settings.Note is { Length: > 0 } note)
        {
            sentences.Add(note);
        }

        sentences.AddRange(GroupFindings.Of(source));
        sentences.AddRange(genreCount == 0 ? [] : Winners(source));
        var agreements = summary.Where(row => row.Metric == Metric.AdjustedRandIndex).ToList();
        if (agreements.Where(row => row.Mean is not null).MaxBy(row => row.Mean) is { } best)
        {
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Highest agreement with the genres: {best.Key.Representation} with {best.Key.Method.Caption}, ARI {best.Mean:F3}{Interval(best)}; ")
                + $"the best of {agreements.Count} combinations is flattered by the choice.");
        }

        sentences.AddRange(NeighborTable.Finding(source, summary));
        sentences.AddRange(Chosen(source));
        sentences.AddRange(Twins(source));
        if (summary.Count > 0 && summary.All(row => row.Metric != Metric.Silhouette || row.Mean is null))
        {
            sentences.Add("No clusterer found two clusters in any representation, so no silhouette is defined.");
        }

        if (collapsed.Count > 0)
        {
            sentences.Add($"Collapsed latent spaces, whose silhouettes are no finding: "
                + $"{string.Join(", ", collapsed.Select(model => $"{model.Key} ({model.Value})"))}.");
        }

        if (!summary.Any(row => row.Key.Representation.IsFused))
        {
            sentences.Add("No track has lyrics, so nothing is fused with them.");
        }

        var narrow = corpus.Take(corpus.Count - 1).Where(row => row.ArtistCount is > 0 and < FewArtists).ToList();
        if (narrow.Count > 0)
        {
            sentences.Add($"Caution: {string.Join(", ", narrow.Select(row => $"{row.Genre} has {row.ArtistCount} artists"))}. "
                + "Whoever recognizes the artist has the genre, so these scores say little about genre.");
        }

        return sentences;
    }

    private static IEnumerable<string> Winners(ReportSource source)
    {
        if (!source.Has<ComparisonRow>())
        {
            yield break;
        }

        var compared = source.Rows<ComparisonRow>().Where(row => row.IsPrimary).ToList();
        if (compared.Count == 0)
        {
            yield return $"Nothing was compared with {source.Baseline}: this run does not have it, or nothing else.";
            yield break;
        }

        if (compared.All(row => row.Verdict == Verdict.NotTested))
        {
            yield return $"No representation could be compared with {source.Baseline}: {compared[0].Status}.";
            yield break;
        }

        var test = $"by more than the noise (ARI with {compared[0].Key.Method.Caption}, paired bootstrap over tracks, Holm-corrected)";
        var (better, worse) = (Names(compared, Verdict.Better), Names(compared, Verdict.Worse));
        yield return better.Length > 0 ? $"Better than {source.Baseline} {test}: {better}." : $"No representation beats {source.Baseline} {test}.";
        if (worse.Length > 0)
        {
            yield return $"Worse than {source.Baseline} {test}: {worse}.";
        }
    }

    /// <summary>Which representation a reader without labels would take, and by what.</summary>
    private static IEnumerable<string> Chosen(ReportSource source)
    {
        if (source.Chosen is not { } chosen)
        {
            yield break;
        }

        yield return chosen.ArtistNeighbors is { } share
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Chosen without genres: {chosen.Representation}, because a track's nearest tracks in it are most often by the same artist ({share:P0}).")
            : $"Chosen without genres or artists: {chosen.Representation}, because its partition has the highest silhouette in the reference space.";
    }

    /// <summary>Partitions that are one of two answers.</summary>
    private static IEnumerable<string> Twins(ReportSource source)
    {
        var twins = source.Rows<MetricRow>()
            .Where(row => row.Metric == Metric.AgreementBetweenOptima && row.Key.Method == source.Primary && row.Value < SameAnswer)
            .Where(row => !row.Key.Representation.IsFused)
            .GroupBy(row => row.Key.Representation)
            .Select(rows => string.Create(CultureInfo.InvariantCulture, $"{rows.Key} (ARI {rows.Min(row => row.Value):F2} between the two)")).ToList();
        if (twins.Count > 0)
        {
            yield return $"Not the only answer: {source.Primary.Caption} finds another partition that is as tight within 0.1 % for "
                + $"{string.Join(", ", twins)}.";
        }
    }

    private static string Names(List<ComparisonRow> compared, Verdict verdict) =>
        string.Join(", ", compared.Where(row => row.Verdict == verdict).Select(row => row.Key.Representation));

    private static string Interval(SummaryRow row) => row is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $" [{low:F3}, {high:F3}]")
        : "";
}
