namespace MusicCluster.Lyrics;

/// <summary>What is known of English: its function words, and whether a text has them.</summary>
internal static class EnglishText
{
    /// <summary>
    /// Share of words that must be function words. English lyrics have .3 to .6; texts in other languages have a few by
    /// accident ("in", "was", "me").
    /// </summary>
    public const double MinimumFunctionWordShare = 0.2;

    /// <summary>scikit-learn's English stop words, 318 of them.</summary>
    public static IReadOnlySet<string> StopWords { get; } = ReadStopWords();

    /// <summary>Whether enough of the words are the function words of English. Few words prove nothing: ask <see cref="TextFigures"/> first.</summary>
    public static bool HasFunctionWords(string text) => FunctionWordShare(text) >= MinimumFunctionWordShare;

    private static double FunctionWordShare(string text)
    {
        var words = Tokenizer.Words(text);
        return words.Count == 0 ? 0 : (double)words.Count(StopWords.Contains) / words.Count;
    }

    private static HashSet<string> ReadStopWords()
    {
        using var stream = typeof(EnglishText).Assembly.GetManifestResourceStream("EnglishStopWords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
