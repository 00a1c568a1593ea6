using System.Globalization;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Report.Tables;

/// <summary>The sentences at the top: generated from the tests, with their caveats.</summary>
internal static class Headline
{
    /// <summary>A genre of fewer artists is a set of artists.</summary>
    private const int FewArtists = 5;

    /// <summary>The row of <c>corpus.csv</c> for tracks without a genre.</summary>
    private const string NoGenre = "(none)";

    public static IReadOnlyList<string> Of(ReportSource source, IReadOnlyList<SummaryRow> summary, IReadOnlyDictionary<string, string> collapsed, string genreUse)
    {
        var sentences = new List<string>();
        var corpus = source.Read("corpus.csv").Rows;
        var all = corpus[^1];
        var genreCount = corpus.Take(corpus.Count - 1).Count(row => row[0] != NoGenre);
        var seedCount = Counted(source.Seeds.Count, "seed");
        sentences.Add(genreCount == 0
            ? $"{Counted(int.Parse(all[1], CultureInfo.InvariantCulture), "track")} without genres; {seedCount}. Nothing can be said about agreement with genres."
            : $"{all[1]} tracks of {Counted(genreCount, "genre")}{(all[2] == "0" ? "" : $" by {Counted(int.Parse(all[2], CultureInfo.InvariantCulture), "artist")}")}; {seedCount}; genres were used {genreUse}.");
        if (source.Evaluation("note") is { Length: > 0 } note)
        {
            sentences.Add(note);
        }

        sentences.AddRange(Winners(source));
        if (summary.Where(row => row is { Metric: "ari", Mean: not null }).MaxBy(row => row.Mean) is { } best)
        {
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Highest agreement with the genres: {best.Representation} with {best.Partition}, ARI {best.Mean:F3}{Interval(best)}; the best of {summary.Count(row => row.Metric == "ari")} combinations is flattered by the choice."));
        }

        if (summary.Count > 0 && summary.All(row => row.Metric != "silhouette" || row.Mean is null))
        {
            sentences.Add("No clusterer found two clusters in any representation, so no silhouette is defined.");
        }

        if (collapsed.Count > 0)
        {
            sentences.Add($"Collapsed latent spaces, whose silhouettes are no finding: {string.Join(", ", collapsed.Select(model => $"{model.Key} ({model.Value})"))}.");
        }

        if (!summary.Any(row => row.Representation.Contains("+lyrics", StringComparison.Ordinal)))
        {
            sentences.Add("No track has words, so nothing is fused with lyrics.");
        }

        var narrow = corpus.Take(corpus.Count - 1).Where(row => int.Parse(row[2], CultureInfo.InvariantCulture) is > 0 and < FewArtists).ToList();
        if (narrow.Count > 0)
        {
            sentences.Add($"Caution: {string.Join(", ", narrow.Select(row => $"{row[0]} has {row[2]} artists"))}. Whoever recognises the artist has the genre, so these scores say little about genre.");
        }

        return sentences;
    }

    private static IEnumerable<string> Winners(ReportSource source)
    {
        var path = source.Table("comparisons.csv");
        if (!File.Exists(path))
        {
            yield break;
        }

        var table = CsvTable.Read(path);
        var verdict = table.Column("verdict");
        var primary = table.Column("primary");
        var compared = table.Rows.Where(row => row[primary] == "yes").ToList();
        if (compared.Count == 0)
        {
            yield return $"Nothing was compared with {source.Baseline}: this run does not have it, or nothing else.";
            yield break;
        }

        if (compared.All(row => row[verdict].Length == 0))
        {
            yield return $"No representation could be compared with {source.Baseline}: {compared[0][table.Column("status")]}.";
            yield break;
        }

        var method = $"{compared[0][1]} {compared[0][2]}";
        foreach (var (word, sentence) in new[]
        {
            ("better", "Better than"), ("worse", "Worse than"),
        })
        {
            var names = compared.Where(row => row[verdict] == word).Select(row => row[0]).ToList();
            if (names.Count > 0)
            {
                yield return $"{sentence} {source.Baseline} by more than the noise (ARI with {method}, paired bootstrap over tracks, Holm-corrected): {string.Join(", ", names)}.";
            }
            else if (word == "better")
            {
                yield return $"No representation beats {source.Baseline} by more than the noise (ARI with {method}, paired bootstrap over tracks, Holm-corrected).";
            }
        }
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Interval(SummaryRow row) => row is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $" [{low:F3}, {high:F3}]")
        : "";
}
