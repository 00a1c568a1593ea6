using MusicCluster.Foundation.Options;

namespace MusicCluster.Lyrics;

/// <summary>What lyrics must be like to be kept. The rules about text hold for every source, those about sound for transcripts.</summary>
public sealed record TranscriptRules(
    [property: Option("The fewest words; fewer say nothing."), Range(Minimum = 1)]
    int MinimumWordCount = 6,
    [property: Option("Transcripts: the least ratio of different words to words; hallucinations go in circles."), Range(0, 1)]
    double MinimumUniqueWordRatio = 0.35,
    [property: Option("Transcripts: the least share of letters among the characters that are not white space."), Range(0, 1)]
    double MinimumLetterShare = 0.60,
    [property: Option("Transcripts: the largest share of characters that are neither letter nor digit, among the same."), Range(0, 1)]
    double MaximumSymbolShare = 0.35,
    [property: Option("Transcripts: the largest share of digits among the same."), Range(0, 1)]
    double MaximumDigitShare = 0.20,
    [property: Option("Transcripts: the largest share of the most frequent word among the words."), Range(0, 1)]
    double MaximumTopWordShare = 0.35,
    [property: Option("Transcripts: the least mean length of a word, in scripts with spaces.", Unit = "characters"), Range(Minimum = 0)]
    double MinimumMeanWordLength = 3,
    [property: Option("Transcripts: a track is refused if every one of its windows has a higher probability of containing no speech."), Range(0, 1)]
    double MaximumNoSpeech = 0.6,
    [property: Option("Transcripts: the least share of the language vote that the winner needs."), Range(0, 1)]
    double MinimumLanguageShare = 0.5,
    [property: Option("Transcripts: the mean natural logarithm of the tokens' probabilities must be above this."), Range(Maximum = 0)]
    double MinimumLogProbability = -1,
    [property: Option("Transcripts: the bytes of a segment divided by its bytes under zlib must be below this."), Range(Above = 0)]
    double MaximumCompressionRatio = 2.4,
    [property: Option("Transcripts: the largest share of words in segments at or above that ratio; such segments are left out of the text."), Range(0, 1)]
    double MaximumRepeatedShare = 0,
    [property: Option("How many words in Latin letters English lyrics need."), Range(Minimum = 0)]
    int MinimumLatinWordCount = 20,
    [property: Option("The largest share of characters beyond ASCII that English lyrics may have."), Range(0, 1)]
    double MaximumNonAsciiShare = 0.30) : IOptions
{
    [Option("Phrases that count as hallucinations beside the built-in ones; case and punctuation do not matter.", Example = "[\"thanks for watching\"]")]
    public IReadOnlyList<string> Inventions { get; init; } = [];

    /// <summary>
    /// What is required of lyrics that somebody wrote down: enough of them, in the wanted language. A chorus may repeat itself.
    /// </summary>
    public TranscriptRules ForKnownLyrics() => this with
    {
        MinimumUniqueWordRatio = 0, MinimumLetterShare = 0, MaximumSymbolShare = 1, MaximumDigitShare = 1, MaximumTopWordShare = 1, MinimumMeanWordLength = 0,
    };
}
