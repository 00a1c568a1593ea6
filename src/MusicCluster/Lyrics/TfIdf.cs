namespace MusicCluster.Lyrics;

/// <summary>TF-IDF as scikit-learn's <c>TfidfVectorizer</c> has it.</summary>
/// <remarks>idf(t) = ln((1 + n) / (1 + df(t))) + 1 when smoothed, ln(n / df(t)) + 1 otherwise; terms are in ordinal order.</remarks>
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
    public static TfIdf Fit(IReadOnlyList<string> documents, TfIdfOptions options)
    {
        var counter = new TermCounter(options);
        TermCount[][] counts = [.. documents.Select(counter.Count)];
        var (documentCounts, totals) = Sums(counts, counter.Terms.Count);
        var kept = SelectTerms(counter.Terms, documentCounts, totals, documents.Count, options);
        var columns = new int[counter.Terms.Count];
        Array.Fill(columns, -1);
        for (var column = 0; column < kept.Length; column++)
        {
            columns[kept[column]] = column;
        }

        var smooth = options.IsSmooth ? 1 : 0;
        double[] weights = [.. kept.Select(term => Math.Log((double)(documents.Count + smooth) / (documentCounts[term] + smooth)) + 1)];
        return new TfIdf([.. kept.Select(term => counter.Terms[term])], weights, [.. counts.Select(count => Weigh(count, columns, weights, options))]);
    }

    private static (int[] DocumentCounts, long[] Totals) Sums(TermCount[][] counts, int termCount)
    {
        var documentCounts = new int[termCount];
        var totals = new long[termCount];
        foreach (var document in counts)
        {
            foreach (var (term, count) in document)
            {
                documentCounts[term]++;
                totals[term] += count;
            }
        }

        return (documentCounts, totals);
    }

    private static int[] SelectTerms(IReadOnlyList<string> terms, int[] documentCounts, long[] totals, int documentCount, TfIdfOptions options)
    {
        var mostDocuments = options.MaximumDocumentShare * documentCount;
        int[] kept =
            [.. Enumerable.Range(0, terms.Count).Where(term => documentCounts[term] >= options.MinimumDocumentCount && documentCounts[term] <= mostDocuments)];
        InOrdinalOrder(kept);
        if (options.MaximumFeatureCount > 0 && kept.Length > options.MaximumFeatureCount)
        {
            // A stable order: of terms that are equally frequent, the first are kept.
            kept = [.. kept.OrderByDescending(term => totals[term]).Take(options.MaximumFeatureCount)];
            InOrdinalOrder(kept);
        }

        return kept;

        void InOrdinalOrder(int[] numbers) => Array.Sort([.. numbers.Select(term => terms[term])], numbers, StringComparer.Ordinal);
    }

    private static SparseRow Weigh(TermCount[] counts, int[] columns, double[] weights, TfIdfOptions options)
    {
        var known = 0;
        var rowColumns = new int[counts.Length];
        var values = new double[counts.Length];
        foreach (var (term, count) in counts)
        {
            if (columns[term] >= 0)
            {
                rowColumns[known] = columns[term];
                values[known++] = (options.IsSublinear ? 1 + Math.Log(count) : count) * weights[columns[term]];
            }
        }

        Array.Resize(ref rowColumns, known);
        Array.Resize(ref values, known);
        Array.Sort(rowColumns, values);
        if (options.IsNormalized && known > 0)
        {
            var norm = Math.Sqrt(values.Sum(value => value * value));
            for (var i = 0; i < known; i++)
            {
                values[i] /= norm;
            }
        }

        return new SparseRow(rowColumns, values);
    }
}
