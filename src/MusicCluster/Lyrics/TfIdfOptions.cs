namespace MusicCluster.Lyrics;

/// <summary>Settings of <see cref="TfIdf"/>, with scikit-learn's meanings.</summary>
/// <param name="MaximumFeatureCount">Keep this many terms, the most frequent in the corpus; 0 keeps all.</param>
/// <param name="MaximumWordCountPerTerm">1 = words, 2 = words and pairs, …</param>
/// <param name="MinimumDocumentCount">A term must occur in this many documents.</param>
/// <param name="IsSublinear">Use 1 + ln(count) for the term frequency.</param>
public sealed record TfIdfOptions(
    int MaximumFeatureCount = 5000, int MaximumWordCountPerTerm = 2, int MinimumDocumentCount = 2, bool IsSublinear = false)
{
    /// <summary>A term may occur in this share of the documents at most.</summary>
    public double MaximumDocumentShare { get; init; } = 1;

    /// <summary>Words that are no terms; they are taken out before words are joined to pairs.</summary>
    public StopWords StopWords { get; init; } = StopWords.None;

    /// <summary>Whether é counts as e.</summary>
    public bool StripAccents { get; init; }

    /// <summary>Whether document frequencies are smoothed as if one more document had every term.</summary>
    public bool IsSmooth { get; init; } = true;

    /// <summary>Whether rows have unit length.</summary>
    public bool IsNormalized { get; init; } = true;

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (MaximumFeatureCount < 0)
        {
            yield return $"lyrics.tfIdf.maximumFeatureCount is {MaximumFeatureCount}; it must be 0 (all) or more.";
        }

        if (MaximumWordCountPerTerm is < 1 or > 5)
        {
            yield return $"lyrics.tfIdf.maximumWordCountPerTerm is {MaximumWordCountPerTerm}; it must be 1 to 5.";
        }

        if (MinimumDocumentCount < 1)
        {
            yield return $"lyrics.tfIdf.minimumDocumentCount is {MinimumDocumentCount}; it must be at least 1.";
        }

        if (!(MaximumDocumentShare is > 0 and <= 1))
        {
            yield return $"lyrics.tfIdf.maximumDocumentShare is {MaximumDocumentShare}; it must be above 0 and at most 1.";
        }
    }
}

/// <summary>A list of words that are no terms.</summary>
public enum StopWords
{
    None,

    /// <summary>scikit-learn's English list.</summary>
    English,
}
