using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Weights of the real models cannot be had everywhere: here is a small model whose transcripts mean something.</summary>
public sealed class TaughtModelTests(ITestOutputHelper output) : IDisposable
{
    private const int ClipCount = 60;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Transcribe_ModelTaughtOnSpeech_HearsWordsLanguageAndSilence()
    {
        SpokenWords.Require();
        var library = RealLibrary.Load(folder);
        TaughtModel.Write(folder["taught.bin"], new SpokenWords((30, 140), (45, 160), (60, 150), (75, 170), (50, 130), (38, 155)),
            clipCount: 700, stepCount: 450, output.WriteLine);
        using var transcriber = new Transcriber(library, folder["taught.bin"], new WhisperOptions { Windows = 1 });
        // Voices and phrases that it has not heard.
        var strangers = new SpokenWords((52, 145), (66, 160));
        var random = new RandomSource(99);
        var rules = new TranscriptRules(MinimumWordCount: 3, MinimumUniqueWordRatio: 0, MaximumTopWordShare: 1);

        var (right, said, languageRight, spoken, silent, silenceRight) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < ClipCount; i++)
        {
            var phrase = TaughtModel.Phrase(random);
            var transcript = await transcriber.TranscribeAsync(strangers.Clip(phrase, random),
                heard => TranscriptFilter.HasSpeech(heard, rules), 1, TestContext.Current.CancellationToken);
            var verdict = TranscriptFilter.Judge(transcript, rules);
            output.WriteLine($"{string.Join(' ', phrase)} -> {verdict.Text} [{verdict.Rule}] {transcript.VoteLanguage()} {transcript.Windows[0].NoSpeech:F3}");
            if (phrase.Count == 0)
            {
                silent++;
                silenceRight += verdict.Rule == "no speech" ? 1 : 0;
                continue;
            }

            spoken++;
            languageRight += transcript.VoteLanguage().Language == (SpokenWords.German.Contains(phrase[0]) ? "de" : "en") ? 1 : 0;
            var heardWords = verdict.IsKept ? verdict.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
            said += phrase.Count;
            right += phrase.Zip(heardWords).Count(pair => pair.First == pair.Second);
        }

        output.WriteLine($"{right} of {said} words, {languageRight} of {spoken} languages, {silenceRight} of {silent} silences");
        Assert.InRange((double)right / said, 0.9, 1);
        Assert.InRange((double)languageRight / spoken, 0.95, 1);
        Assert.Equal(silent, silenceRight);
        Assert.True(silent > 3);
        await HearsOneWindowAfterTheOther(library, strangers, random);
    }

    /// <summary>A longer track: three windows, one of them in another language, are three segments and one vote.</summary>
    private async Task HearsOneWindowAfterTheOther(WhisperLibrary library, SpokenWords words, RandomSource random)
    {
        using var transcriber = new Transcriber(library, folder["taught.bin"], new WhisperOptions { Windows = 3 });
        string[][] phrases = [["morning", "river", "window"], ["garden", "paper", "home", "silver"], ["Wasser", "Himmel", "Katze"]];
        float[] track = [.. phrases.SelectMany(phrase => words.Clip(phrase, random))];

        var transcript = await transcriber.TranscribeAsync(track, _ => true, 1, TestContext.Current.CancellationToken);

        output.WriteLine($"{transcript.VoteLanguage()}: "
            + $"{string.Join(" |", transcript.Segments.Select(segment => $"{segment.StartSeconds} to {segment.EndSeconds}{segment.Text}"))}");
        Assert.Equal("en", transcript.VoteLanguage().Language);
        Assert.InRange(transcript.VoteLanguage().Share, 0.6, 0.75);
        Assert.Equal([0, 5, 10], transcript.Segments.Select(segment => segment.StartSeconds));
        Assert.Equal(phrases.Take(2).Select(phrase => string.Join(' ', phrase)), transcript.Segments.Take(2).Select(segment => segment.Text.Trim()));
    }
}
