using MusicCluster.Lyrics.Whisper;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>A model that learned a handful of English and German words as espeak-ng speaks them, and silence.</summary>
internal static class TaughtModel
{
    /// <summary>A blank, then English, then German words as tokens 0, 1, 2, …</summary>
    public static readonly IReadOnlyList<string> Words = [" ", .. SpokenWords.English.Concat(SpokenWords.German).Select(word => " " + word)];

    private const int Sot = 50258;
    private const int EnglishToken = 50259;
    private const int GermanToken = 50261;
    private const int Transcribe = 50359;
    private const int Nobody = 50362;
    private const int Begin = 50364;
    private const int End = Begin + 250;
    private const int EndOfText = 50257;
    private const int Ignored = -100;
    private const int BatchLength = 24;

    // A window of five seconds, so that learning takes a minute: whisper.cpp takes the sizes from the file.
    private static readonly WhisperModelShape Shape = new(GgmlModel.Multilingual, 250, 64, 4, 1, 64, 64, 4, 1, WhisperMel.MelCount, GgmlModel.HalfPrecision);

    private static readonly int[] Tokens = [.. Enumerable.Range(0, Words.Count), Sot, EnglishToken, GermanToken, Transcribe, Nobody, Begin, End, EndOfText];

    /// <summary>Words to say: mostly English, sometimes German, sometimes none.</summary>
    public static IReadOnlyList<string> Phrase(RandomSource random)
    {
        var kind = random.NextInt(8);
        var list = kind < 2 ? SpokenWords.German : SpokenWords.English;
        return kind == 7 ? [] : [.. Enumerable.Range(0, 3 + random.NextInt(3)).Select(_ => list[random.NextInt(list.Count)])];
    }

    /// <summary>Teaches and writes the model.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="words">Who speaks.</param>
    /// <param name="clipCount">Clips to learn from, again and again.</param>
    /// <param name="stepCount">Batches.</param>
    /// <param name="report">Told the loss now and then.</param>
    public static void Write(string path, SpokenWords words, int clipCount, int stepCount, Action<string> report)
    {
        TorchRuntime.Prepare();
        var random = new RandomSource(6);
        var phrases = Enumerable.Range(0, clipCount).Select(_ => Phrase(random)).ToList();
        var mels = phrases.Select(phrase => WhisperMel.Of(words.Clip(phrase, random))).ToList();
        using var model = new SmallWhisper(Shape, Tokens, seed: 6);
        using var adam = new Adam(model);
        model.Pin();
        for (var step = 0; step < stepCount; step++)
        {
            using var scope = NewDisposeScope();
            int[] chosen = [.. Enumerable.Range(0, BatchLength).Select(_ => random.NextInt(clipCount))];
            var mel = Tensors.Of([.. chosen.SelectMany(i => mels[i])], [BatchLength, WhisperMel.MelCount, mels[0].Length / WhisperMel.MelCount], CPU);
            var lines = chosen.Select(i => Line(phrases[i])).ToList();
            var length = lines[0].Inputs.Length;
            var inputs = tensor(lines.SelectMany(line => line.Inputs).ToArray(), [BatchLength, length]);
            var targets = tensor(lines.SelectMany(line => line.Targets).ToArray(), [(long)BatchLength * length]);
            var logits = model.Forward(mel, inputs).view(-1, Tokens.Length);
            var loss = nn.functional.cross_entropy(logits, targets, ignore_index: Ignored);
            model.zero_grad();
            loss.backward();
            adam.ClipGradient(1);
            var progress = (double)step / stepCount;
            adam.Step(3e-3 * Math.Min(1, (step + 1) / 50.0) * 0.5 * (1 + Math.Cos(Math.PI * progress)), weightDecay: 0.01);
            model.Pin();
            if (step % 100 == 0 || step == stepCount - 1)
            {
                report($"step {step}: loss {loss.Number():F3}");
            }
        }

        model.Write(path, Words);
    }

    /// <summary>What the model reads and what it should say next, padded to one length.</summary>
    private static (long[] Inputs, long[] Targets) Line(IReadOnlyList<string> phrase)
    {
        const int MaximumLength = 12;
        int[] words = [.. phrase.Select(word => Words.Index().First(known => known.Item == " " + word).Index)];
        var language = phrase.Count > 0 && SpokenWords.German.Contains(phrase[0]) ? GermanToken : EnglishToken;
        // The end twice: after one alone, whisper.cpp takes thirty seconds for heard, however short the window.
        int[] spoken = [Sot, language, Transcribe, Begin, .. words, End, End, EndOfText];
        int[] whole = phrase.Count == 0 ? [Sot, Nobody] : spoken;
        var inputs = new long[MaximumLength];
        var targets = new long[MaximumLength];
        for (var i = 0; i < MaximumLength; i++)
        {
            inputs[i] = Place(i < whole.Length - 1 ? whole[i] : EndOfText);
            // The task is given, not said.
            targets[i] = i < whole.Length - 1 && i != 1 ? Place(whole[i + 1]) : Ignored;
        }

        return (inputs, targets);
    }

    private static long Place(int token) => Array.IndexOf(Tokens, token);
}
