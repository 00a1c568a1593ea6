using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class TranscriptFilterTests
{
    private static readonly TranscriptRules Rules = new();

    private static readonly Transcript Good = new(
        30,
        [Window(0, 0.1, ("en", 0.9), ("cy", 0.1)), Window(10, 0.8, ("ja", 0.9))],
        IsDecoded: true,
        [
            new TranscriptSegment(0, 4, " Morning comes over the harbour wall", 8, -2.4),
            new TranscriptSegment(4, 9, " Carry me home when the evening falls", 8, -4),
        ]);

    [Fact]
    public void Judge_GoodTranscript_KeepsItsText()
    {
        var verdict = TranscriptFilter.Judge(Good, Rules with { MinimumLatinWordCount = 10 }, LyricsLanguage.English);

        Assert.True(verdict.IsKept, verdict.Reason);
        Assert.Equal("Morning comes over the harbour wall\nCarry me home when the evening falls", verdict.Text);
        Assert.Equal(-0.4, Figure(verdict, "log_probability"), 1e-12);
        Assert.Equal(0.1, Figure(verdict, "no_speech"), 1e-12);
        Assert.Equal(0.9 * 0.9 / 1.1, Figure(verdict, "language_share"), 1e-12);
    }

    [Fact]
    public void Judge_NoSpeechEverywhere_IsRefused()
    {
        var silent = Good with { Windows = [Window(0, 0.61, ("en", 1)), Window(10, 0.9, ("en", 1))] };

        var verdict = TranscriptFilter.Judge(silent, Rules);

        Assert.Equal(("no speech", "no speech has probability 0.61 or more everywhere; at most 0.60 may be"), (verdict.Rule, verdict.Reason));
        Assert.True(TranscriptFilter.Judge(silent, Rules with { MaximumNoSpeech = 0.7 }).IsKept);
    }

    [Fact]
    public void VoicedSeconds_AreOfWhatIsBelieved()
    {
        Assert.Equal(9, Voiced(Good));
        Assert.Equal(0, Voiced(Good with { Windows = [Window(0, 0.9, ("en", 1))], IsDecoded = false, Segments = [] }));
        Assert.Null(Voiced(Good with { Windows = [Window(0, 0.1, ("en", 0.45), ("nn", 0.4)), Window(10, 0.1, ("ja", 0.9))] }));
        Assert.Equal(9, Voiced(Good with { Segments = [.. Good.Segments, new TranscriptSegment(9, 29, " Thanks for watching!", 3, -1)] }));

        static double? Voiced(Transcript heard) => TranscriptFilter.VoicedSeconds(heard, TranscriptFilter.Judge(heard, Rules), Rules);
    }

    [Fact]
    public void Judge_WithoutWindows_IsNoSpeech() => Assert.Equal("no speech", TranscriptFilter.Judge(new Transcript(0, [], false, []), Rules).Rule);

    [Fact]
    public void Judge_WindowsThatDisagree_HaveNoLanguage() => Assert.Equal(
        "no language",
        TranscriptFilter.Judge(Good with { Windows = [Window(0, 0.1, ("en", 0.45), ("nn", 0.4)), Window(10, 0.1, ("ja", 0.9))] }, Rules).Rule);

    [Fact]
    public void Judge_OtherLanguage_IsRefusedWhereOnlyEnglishIsWanted()
    {
        var welsh = Good with { Windows = [Window(0, 0.1, ("cy", 0.9))] };

        Assert.True(TranscriptFilter.Judge(welsh, Rules).IsKept);
        Assert.Equal("not English", TranscriptFilter.Judge(welsh, Rules, LyricsLanguage.English).Rule);
    }

    [Theory]
    [InlineData(-13.6, true)]
    [InlineData(-13.5, true)]
    [InlineData(-15.9, true)]
    [InlineData(-16, false)]
    [InlineData(double.NaN, false)]
    public void Judge_LogProbability_MustBeAboveMinusOne(double sum, bool isKept)
    {
        var transcript = Good with { Segments = [Good.Segments[0] with { LogProbability = sum / 2 }, Good.Segments[1] with { LogProbability = sum / 2 }] };

        var verdict = TranscriptFilter.Judge(transcript, Rules);

        Assert.Equal(isKept ? "" : "unsure", verdict.Rule);
    }

    [Fact]
    public void Judge_SegmentInALoop_RefusesTheTranscriptOrIsTakenOut()
    {
        var loop = string.Join(' ', Enumerable.Repeat("round and round again", 12));
        var transcript = Good with { Segments = [.. Good.Segments, new TranscriptSegment(9, 30, loop, 50, -5)] };

        var strict = TranscriptFilter.Judge(transcript, Rules);
        var lenient = TranscriptFilter.Judge(transcript, Rules with { MaximumRepeatedShare = 0.9 });

        Assert.Equal("repeats itself", strict.Rule);
        Assert.StartsWith("0.79 of the words are in segments with a compression ratio of 2.40 or more", strict.Reason, StringComparison.Ordinal);
        Assert.True(lenient.IsKept, lenient.Reason);
        Assert.DoesNotContain("round", lenient.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_KnownInvention_IsRefused()
    {
        var invented = Good with { Segments = [new TranscriptSegment(0, 30, " We'll be right back.", 6, -0.6)] };

        Assert.Equal("known invention", TranscriptFilter.Judge(invented, Rules).Rule);
    }

    private static SpeechWindow Window(double start, double noSpeech, params (string Code, double Probability)[] languages) =>
        new(start, noSpeech, languages.ToDictionary(language => language.Code, language => language.Probability));

    private static double Figure(LyricsVerdict verdict, string name) => verdict.Figures.Single(figure => figure.Key == name).Value;
}
