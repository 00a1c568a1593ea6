namespace MusicCluster.Lyrics;

/// <summary>What words must be like to be kept. The text rules hold for every source, those of sound for transcripts.</summary>
/// <param name="MinimumWordCount">Fewer words say nothing.</param>
/// <param name="MinimumUniqueWordRatio">Different words over words; inventions go in circles.</param>
/// <param name="MinimumLetterShare">Letters over characters that are not white space.</param>
/// <param name="MaximumSymbolShare">Neither letter nor digit, over the same.</param>
/// <param name="MaximumDigitShare">Digits over the same.</param>
/// <param name="MaximumTopWordShare">The most frequent word over words.</param>
/// <param name="MinimumMeanWordLength">Characters per word, in scripts with spaces.</param>
/// <param name="MaximumNoSpeech">A track is refused where even the likeliest of its windows has a higher probability of no speech, 0 to 1.</param>
/// <param name="MinimumLanguageShare">Share of the language vote that the winner needs, 0 to 1.</param>
/// <param name="MinimumLogProbability">Mean natural log of the tokens' probabilities must be above this.</param>
/// <param name="MaximumCompressionRatio">Bytes over zlib bytes of a segment must be below this.</param>
/// <param name="MaximumRepeatedShare">Share of words in segments at or above that ratio, 0 to 1; such segments are left out of the text.</param>
/// <param name="MinimumLatinWordCount">Words in Latin letters that English needs.</param>
/// <param name="MaximumNonAsciiShare">Characters beyond ASCII that English may have.</param>
public sealed record TranscriptRules(
    int MinimumWordCount = 6,
    double MinimumUniqueWordRatio = 0.35,
    double MinimumLetterShare = 0.60,
    double MaximumSymbolShare = 0.35,
    double MaximumDigitShare = 0.20,
    double MaximumTopWordShare = 0.35,
    double MinimumMeanWordLength = 3,
    double MaximumNoSpeech = 0.6,
    double MinimumLanguageShare = 0.5,
    double MinimumLogProbability = -1,
    double MaximumCompressionRatio = 2.4,
    double MaximumRepeatedShare = 0,
    int MinimumLatinWordCount = 20,
    double MaximumNonAsciiShare = 0.30)
{
    /// <summary>Phrases that count as invented beside those that come along; case and punctuation do not matter.</summary>
    public IReadOnlyList<string> Inventions { get; init; } = [];

    /// <summary>
    /// What is asked of words that somebody wrote down: enough of them, in the wanted language. A chorus may repeat itself.
    /// </summary>
    public TranscriptRules ForKnownWords() => this with
    {
        MinimumUniqueWordRatio = 0, MinimumLetterShare = 0, MaximumSymbolShare = 1, MaximumDigitShare = 1, MaximumTopWordShare = 1, MinimumMeanWordLength = 0,
    };

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        (string Name, double Value)[] shares =
        [
            ("minimumUniqueWordRatio", MinimumUniqueWordRatio), ("minimumLetterShare", MinimumLetterShare),
            ("maximumSymbolShare", MaximumSymbolShare), ("maximumDigitShare", MaximumDigitShare),
            ("maximumTopWordShare", MaximumTopWordShare), ("maximumNoSpeech", MaximumNoSpeech),
            ("minimumLanguageShare", MinimumLanguageShare), ("maximumRepeatedShare", MaximumRepeatedShare),
            ("maximumNonAsciiShare", MaximumNonAsciiShare),
        ];
        foreach (var (name, value) in shares.Where(share => share.Value is not (>= 0 and <= 1)))
        {
            yield return $"lyrics.filter.{name} is {value}; it must be 0 to 1.";
        }

        if (MinimumWordCount < 1)
        {
            yield return $"lyrics.filter.minimumWordCount is {MinimumWordCount}; it must be at least 1.";
        }

        if (MinimumLatinWordCount < 0)
        {
            yield return $"lyrics.filter.minimumLatinWordCount is {MinimumLatinWordCount}; it must be 0 or more.";
        }

        if (MinimumMeanWordLength is not >= 0)
        {
            yield return $"lyrics.filter.minimumMeanWordLength is {MinimumMeanWordLength}; it must be 0 or more.";
        }

        if (MinimumLogProbability is not <= 0)
        {
            yield return $"lyrics.filter.minimumLogProbability is {MinimumLogProbability}; it must be 0 or less.";
        }

        if (MaximumCompressionRatio is not > 0)
        {
            yield return $"lyrics.filter.maximumCompressionRatio is {MaximumCompressionRatio}; it must be above 0.";
        }
    }
}
