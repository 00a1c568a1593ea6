using System.Text.RegularExpressions;
using MusicCluster.Lyrics.Whisper;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class NonSpeechTokensTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // OpenAI's whisper/tokenizer.py.
    [Fact]
    public void Pattern_TokensThatAreNoSpeech_AreMatchedWhole()
    {
        string[] symbols =
        [
            .. "\"#()*+/:;<=>@[\\]^_`{|}~「」『』".Select(symbol => $"{symbol}"),
            .. "<< >> <<< >>> -- --- -( -[ (' (\" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪ ♩ ♪ ♫ ♬ ♭ ♮ ♯".Split(' '),
        ];

        Assert.All([.. symbols, .. symbols.Select(symbol => " " + symbol), " -", " '"], token => Assert.Matches(Whole, token));
        Assert.All(["", " ", "-", "'", "'s", " morning", "don", "(ly", "12", "...", ",", "?", "!", "é", " 愛"], token => Assert.DoesNotMatch(Whole, token));
    }

    [Fact]
    public async Task TranscribeAsync_VocabularyWithNotes_WritesNone()
    {
        // Each once: the library finds tokens by their text.
        string[] notes = ["♪", " ♪", "♪♪", " ♪♪", " ♫", " ["];
        string[] words = [.. TinyModel.Words.Select((word, i) => i > 0 && i % 2 == 0 ? notes[(i / 2) - 1] : word)];
        using var plain = Open("plain.bin", TinyModel.Words);
        using var musical = Open("musical.bin", words);

        var heard = await plain.TranscribeAsync(Song.Samples(20, 1), _ => true, 1, TestContext.Current.CancellationToken);
        var others = await musical.TranscribeAsync(Song.Samples(20, 1), _ => true, 1, TestContext.Current.CancellationToken);

        // The words at the places of the notes are among those that the same weights write.
        var text = string.Concat(heard.Segments.Select(segment => segment.Text));
        Assert.Contains(TinyModel.Words.Where((_, i) => i > 0 && i % 2 == 0), word => text.Contains(word, StringComparison.Ordinal));
        Assert.NotEmpty(others.Segments);
        Assert.DoesNotContain(others.Segments, segment => segment.Text.AsSpan().ContainsAny('♪', '♫', '['));
    }

    private static Regex Whole { get; } = new($"^({NonSpeechTokens.Pattern})$");

    private Transcriber Open(string name, IReadOnlyList<string> words) =>
        new(RealLibrary.Load(folder), TinyModel.Write(folder[name], words: words), new WhisperOptions { Windows = 1, TemperatureStep = 0 });
}
