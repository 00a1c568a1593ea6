namespace MusicCluster.Lyrics;

/// <summary>
/// TF-IDF with smoothed inverse document frequency and L2 rows: scikit-learn's <c>TfidfVectorizer</c> with its defaults.
/// </summary>
/// <remarks>idf(t) = ln((1 + n) / (1 + df(t))) + 1; terms are in ordinal order.</remarks>
public sealed class TfIdf
{
    private TfIdf(IReadOnlyList<string> terms, IReadOnlyList<double> inverseDocumentFrequencies, IReadOnlyList<SparseRow> rows)
    {
        Terms = terms;
        InverseDocumentFrequencies = inverseDocumentFrequencies;
        Rows = rows;
    }

    /// <summary>The vocabulary: term i is column i.</summary>
    public IReadOnlyList<string> Terms { get; }

    public IReadOnlyList<double> InverseDocumentFrequencies { get; }

    /// <summary>One row per document; a document without known terms is empty.</summary>
    public IReadOnlyList<SparseRow> Rows { get; }

    /// <summary>Learns the vocabulary of the documents and weighs them.</summary>
    public static TfIdf Fit(IReadOnlyList<string> documents, TfIdfOptions options, IReadOnlySet<string>? stopWords = null)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = documents.Select(document => CountTerms(document, options, stopWords, ids)).ToArray();
        var kept = SelectTerms(counts, ids, options);
        var columns = kept.Select((term, column) => (term, column)).ToDictionary(pair => pair.term.Id, pair => pair.column);
        var weights = kept.Select(term => Math.Log((1.0 + documents.Count) / (1.0 + term.DocumentCount)) + 1).ToArray();
        var rows = counts.Select(count => Weigh(count, columns, weights, options.IsSublinear)).ToArray();
        return new TfIdf([.. kept.Select(term => term.Text)], weights, rows);
    }

    private static Dictionary<int, int> CountTerms(
        string document, TfIdfOptions options, IReadOnlySet<string>? stopWords, Dictionary<string, int> ids)
    {
        var words = Tokenizer.Words(document);
        if (stopWords is not null)
        {
            words = [.. words.Where(word => !stopWords.Contains(word))];
        }

        var counts = new Dictionary<int, int>();
        for (var i = 0; i < words.Count; i++)
        {
            for (var length = 1; length <= options.MaximumWordCountPerTerm && i + length <= words.Count; length++)
            {
                var term = length == 1 ? words[i] : string.Join(' ', words.Skip(i).Take(length));
                if (!ids.TryGetValue(term, out var id))
                {
                    ids[term] = id = ids.Count;
                }

                counts[id] = counts.GetValueOrDefault(id) + 1;
            }
        }

        return counts;
    }

    private static Term[] SelectTerms(
        Dictionary<int, int>[] counts, Dictionary<string, int> ids, TfIdfOptions options)
    {
        var documentCounts = new int[ids.Count];
        var totals = new long[ids.Count];
        foreach (var (id, count) in counts.SelectMany(document => document))
        {
            documentCounts[id]++;
            totals[id] += count;
        }

        var terms = ids.Select(pair => new Term(pair.Key, pair.Value, documentCounts[pair.Value]))
            .Where(term => term.DocumentCount >= options.MinimumDocumentCount)
            .OrderBy(term => term.Text, StringComparer.Ordinal);
        return options.MaximumFeatureCount == 0
            ? [.. terms]
            : [.. terms.OrderByDescending(term => totals[term.Id]).Take(options.MaximumFeatureCount)
                .OrderBy(term => term.Text, StringComparer.Ordinal)];
    }

    private static SparseRow Weigh(Dictionary<int, int> counts, Dictionary<int, int> columns, double[] weights, bool isSublinear)
    {
        var entries = counts.Where(count => columns.ContainsKey(count.Key))
            .Select(count => (Column: columns[count.Key], Count: isSublinear ? 1 + Math.Log(count.Value) : count.Value))
            .OrderBy(entry => entry.Column)
            .ToArray();
        var values = entries.Select(entry => entry.Count * weights[entry.Column]).ToArray();
        var norm = Math.Sqrt(values.Sum(value => value * value));
        return new SparseRow([.. entries.Select(entry => entry.Column)], [.. values.Select(value => value / norm)]);
    }

    private readonly record struct Term(string Text, int Id, int DocumentCount);
}
