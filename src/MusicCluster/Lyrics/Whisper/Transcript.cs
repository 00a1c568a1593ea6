namespace MusicCluster.Lyrics.Whisper;

/// <summary>What a speech model heard in one track, before anybody judges it.</summary>
/// <param name="Seconds">Length of the audio heard.</param>
/// <param name="Windows">What it heard at several places before it wrote anything down.</param>
/// <param name="IsDecoded">False where the windows said that nobody speaks, so that nothing was written down.</param>
/// <param name="Segments">What it wrote down, in order.</param>
internal sealed record Transcript(
    double Seconds, IReadOnlyList<SpeechWindow> Windows, bool IsDecoded, IReadOnlyList<TranscriptSegment> Segments)
{
    /// <summary>
    /// The language that most of the windows' probability is for, each window counting as much as speech is likely in it.
    /// </summary>
    /// <returns>Its code, empty without windows, and its share of the vote, 0 to 1.</returns>
    public (string Language, double Share) VoteLanguage()
    {
        var votes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var total = 0.0;
        foreach (var window in Windows)
        {
            // Where nobody speaks anywhere the gate decides; a vote of nothing would have no winner.
            var weight = Math.Max(1e-6, 1 - window.NoSpeech);
            total += weight;
            foreach (var (language, probability) in window.Languages)
            {
                votes[language] = votes.GetValueOrDefault(language) + (weight * probability);
            }
        }

        if (votes.Count == 0)
        {
            return ("", 0);
        }

        var best = votes.MaxBy(vote => vote.Value);
        return (best.Key, best.Value / total);
    }
}

/// <summary>What was heard in one window.</summary>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="NoSpeech">Probability that nobody speaks, at the start of the transcript, 0 to 1.</param>
/// <param name="Languages">Probabilities of the likeliest languages by code.</param>
internal sealed record SpeechWindow(double StartSeconds, double NoSpeech, IReadOnlyDictionary<string, double> Languages);

/// <summary>A stretch of a transcript.</summary>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Text">As the model wrote it.</param>
/// <param name="TokenCount">Text tokens in it.</param>
/// <param name="LogProbability">Sum of the natural logs of their probabilities.</param>
internal sealed record TranscriptSegment(double StartSeconds, double EndSeconds, string Text, int TokenCount, double LogProbability);
