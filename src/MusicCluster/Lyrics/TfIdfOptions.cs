using System.ComponentModel;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Lyrics;

/// <summary>Settings of <see cref="TfIdf"/>, with scikit-learn's meanings.</summary>
public sealed record TfIdfOptions(
    [property: Option("How many terms are kept, those that are most frequent in the corpus."), Range(Minimum = 1, Zero = "all")]
    int MaximumFeatureCount = 5000,
    [property: Option("How many words make a term: 1 for words alone, 2 for words and pairs."), Range(1, 5)]
    int MaximumWordCountPerTerm = 2,
    [property: Option("How many documents a term must occur in."), Range(Minimum = 1)]
    int MinimumDocumentCount = 2,
    [property: Option("Whether the term frequency is 1 + ln(count) instead of the count.")]
    bool IsSublinear = false) : IOptions
{
    [Option("The largest share of the documents that a term may occur in."), Range(Above = 0, Maximum = 1)]
    public double MaximumDocumentShare { get; init; } = 1;

    [Option("Words that are not terms; they are removed before words are joined into pairs.")]
    public StopWords StopWords { get; init; } = StopWords.None;

    [Option("Whether accents are removed, so that é counts as e.")]
    public bool StripAccents { get; init; }

    [Option("Whether document frequencies are smoothed as if one more document contained every term.")]
    public bool IsSmooth { get; init; } = true;

    [Option("Whether rows are scaled to unit length.")]
    public bool IsNormalized { get; init; } = true;
}

/// <summary>A list of words that are not terms.</summary>
public enum StopWords
{
    [Description("No words.")]
    None,

    [Description("scikit-learn's English list.")]
    English,
}
