namespace MusicCluster.Lyrics.Whisper;

/// <summary>Decides whether a transcript is what somebody sang: on music, speech models invent text.</summary>
internal static class TranscriptFilter
{
    /// <summary>Judges by sound first, then by text (<see cref="TextFilter"/>); the same transcript and rules give the same verdict.</summary>
    public static LyricsVerdict Judge(Transcript transcript, TranscriptRules rules, LyricsLanguage wanted = LyricsLanguage.Any)
    {
        var noSpeech = NoSpeech(transcript);
        var (language, share) = transcript.VoteLanguage();
        var tokenCount = transcript.Segments.Sum(segment => segment.TokenCount);
        var logProbability = tokenCount == 0 ? double.NaN : transcript.Segments.Sum(segment => segment.LogProbability) / tokenCount;
        double[] ratios = [.. transcript.Segments.Select(segment => LyricStatistics.CompressionRatio(segment.Text))];
        var repeated = RepeatedShare(transcript, ratios, rules);

        var text = string.Join('\n', transcript.Segments.Where((_, i) => ratios[i] < rules.MaximumCompressionRatio).Select(segment => segment.Text.Trim()));
        var judged = TextFilter.Judge(text, rules, wanted, wasHeard: true);
        var (rule, reason) = Broken().FirstOrDefault((judged.Rule, judged.Reason));
        return new LyricsVerdict(judged.Text, rule, reason,
        [
            new("no_speech", noSpeech), new("language_share", share), new("log_probability", logProbability),
            new("compression_ratio", ratios.DefaultIfEmpty(double.NaN).Max()), new("repeated_share", repeated), .. judged.Figures,
        ]);

        IEnumerable<(string Rule, string Reason)> Broken()
        {
            if (!HasSpeech(transcript, rules))
            {
                yield return ("no speech",
                    $"no speech has probability {TextFilter.Text(noSpeech)} or more everywhere; at most {TextFilter.Text(rules.MaximumNoSpeech)} may be");
            }

            if (wanted == LyricsLanguage.English && language != "en")
            {
                yield return ("not English", $"the vote is for language '{language}' with a share of {TextFilter.Text(share)}; only en is kept");
            }

            if (share < rules.MinimumLanguageShare)
            {
                yield return ("no language", $"language '{language}' has the most votes and only {TextFilter.Text(share)} "
                    + $"of them; at least {TextFilter.Text(rules.MinimumLanguageShare)} are needed");
            }

            if (tokenCount > 0 && !(logProbability > rules.MinimumLogProbability))
            {
                yield return ("unsure",
                    $"the mean log-probability is {TextFilter.Text(logProbability)}; it must be above {TextFilter.Text(rules.MinimumLogProbability)}");
            }

            if (repeated > rules.MaximumRepeatedShare)
            {
                yield return ("repeats itself",
                    $"{TextFilter.Text(repeated)} of the words are in segments with a compression ratio of {TextFilter.Text(rules.MaximumCompressionRatio)} "
                    + $"or more (up to {TextFilter.Text(ratios.Max())}); at most {TextFilter.Text(rules.MaximumRepeatedShare)} may be");
            }
        }
    }

    /// <summary>Seconds of the segments that are kept; 0 where nobody speaks, and null where what was written down is not believed.</summary>
    public static double? VoicedSeconds(Transcript transcript, LyricsVerdict verdict, TranscriptRules rules)
    {
        if (!HasSpeech(transcript, rules))
        {
            return 0;
        }

        return verdict.Rule.Length > 0 ? null : transcript.Segments.Where(IsKept).Sum(segment => Math.Max(0, segment.EndSeconds - segment.StartSeconds));

        bool IsKept(TranscriptSegment segment) => LyricStatistics.CompressionRatio(segment.Text) < rules.MaximumCompressionRatio
            && KnownHallucinations.Remove(LyricsText.Clean(segment.Text), rules.Inventions).Length > 0;
    }

    /// <summary>Whether speech is likely enough in any window for writing it down to be worth while.</summary>
    public static bool HasSpeech(Transcript transcript, TranscriptRules rules) => NoSpeech(transcript) <= rules.MaximumNoSpeech;

    /// <summary>The lowest probability of no speech; 1 without windows.</summary>
    private static double NoSpeech(Transcript transcript) => transcript.Windows.Select(window => window.NoSpeech).DefaultIfEmpty(1).Min();

    private static double RepeatedShare(Transcript transcript, double[] ratios, TranscriptRules rules)
    {
        int[] counts = [.. transcript.Segments.Select(segment => LyricWords.Of(segment.Text).Count)];
        var repeated = counts.Where((_, i) => ratios[i] >= rules.MaximumCompressionRatio).Sum();
        return repeated / Math.Max(1.0, counts.Sum());
    }
}
