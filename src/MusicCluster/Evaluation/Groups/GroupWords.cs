using MusicCluster.Lyrics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Terms that are typical of a group's lyrics, by TF-IDF with the group as one document (class-based, Grootendorst 2022).</summary>
/// <remarks>Weight of a term: its share of the group's terms times ln(1 + mean terms per group ÷ its count in all groups).</remarks>
internal sealed class GroupWords
{
    /// <summary>Terms per group at most.</summary>
    public const int MostTerms = 8;

    // A word of two songs says nothing of a group.
    private const int FewestTracks = 3;

    private readonly IReadOnlyList<string> terms;
    private readonly TermCount[]?[] counts;

    /// <param name="texts">Lyrics of each track; null where there are none.</param>
    public GroupWords(IReadOnlyList<string?> texts)
    {
        var counter = new TermCounter(new TfIdfOptions(MaximumWordCountPerTerm: 1) { StopWords = StopWords.English });
        counts = [.. texts.Select(text => text is null ? null : counter.Count(text))];
        terms = counter.Terms;
    }

    /// <summary>
    /// Each group's terms, the most typical first; a term occurs in at least 3 of its tracks, and in a larger share of them than of the
    /// rest.
    /// </summary>
    public TypicalTerm[][] Of(int[] labels, int groupCount)
    {
        var totals = new long[groupCount, terms.Count];
        var tracks = new int[groupCount + 1, terms.Count];
        var trackCounts = new int[groupCount + 1];
        for (var row = 0; row < labels.Length; row++)
        {
            var group = labels[row] < 0 ? groupCount : labels[row];
            trackCounts[group] += counts[row] is null ? 0 : 1;
            foreach (var (term, count) in counts[row] ?? [])
            {
                tracks[group, term]++;
                totals[group < groupCount ? group : 0, term] += group < groupCount ? count : 0;
            }
        }

        var lengths = Enumerable.Range(0, groupCount).Select(group => Enumerable.Range(0, terms.Count).Sum(term => totals[group, term])).ToArray();
        var meanLength = groupCount == 0 ? 0 : (double)lengths.Sum() / groupCount;
        var allTracks = trackCounts.Sum();
        return [.. Enumerable.Range(0, groupCount).Select(group => Enumerable.Range(0, terms.Count)
            .Where(term => tracks[group, term] >= FewestTracks)
            .Select(term => new TypicalTerm(
                terms[term], (double)totals[group, term] / lengths[group] * Math.Log(1 + (meanLength / Sum(totals, term))),
                (double)tracks[group, term] / trackCounts[group], RestShare(term, group)))
            .Where(term => term.Share > term.RestShare)
            .OrderByDescending(term => term.Weight).ThenBy(term => term.Term, StringComparer.Ordinal).Take(MostTerms).ToArray())];

        long Sum(long[,] table, int term) => Enumerable.Range(0, groupCount).Sum(group => table[group, term]);

        double RestShare(int term, int group)
        {
            var rest = Enumerable.Range(0, groupCount + 1).Sum(other => other == group ? 0 : tracks[other, term]);
            return allTracks == trackCounts[group] ? 0 : (double)rest / (allTracks - trackCounts[group]);
        }
    }
}

/// <summary>A term of a group's lyrics.</summary>
/// <param name="Term">In lower case.</param>
/// <param name="Weight">Class-based TF-IDF.</param>
/// <param name="Share">Of the group's tracks with lyrics that have it.</param>
/// <param name="RestShare">Of the other tracks with lyrics.</param>
internal sealed record TypicalTerm(string Term, double Weight, double Share, double RestShare)
{
    /// <summary>Whether a name may say it: in a tenth of the group's lyrics, and there at least twice as often as elsewhere.</summary>
    public bool Distinguishes => Share >= 0.1 && Share >= 2 * RestShare;
}
