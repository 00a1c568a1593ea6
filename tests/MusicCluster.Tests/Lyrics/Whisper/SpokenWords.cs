using System.Diagnostics;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Words spoken by espeak-ng in several voices, and clips of five seconds made of them.</summary>
internal sealed class SpokenWords
{
    public const int ClipLength = 5 * Rate;

    public static readonly IReadOnlyList<string> English = ["morning", "river", "silver", "window", "carry", "garden", "mountain", "paper", "yellow", "home"];

    public static readonly IReadOnlyList<string> German = ["Wasser", "Katze", "Fenster", "Himmel", "Blume"];

    private const int Rate = 16000;
    private readonly Dictionary<(string Word, int Voice), float[]> sounds = [];

    /// <summary>Speaks every word.</summary>
    /// <param name="voices">Pitch (0 to 99) and words per minute.</param>
    public SpokenWords(params (int Pitch, int Speed)[] voices)
    {
        VoiceCount = voices.Length;
        using var folder = new TemporaryFolder();
        for (var voice = 0; voice < voices.Length; voice++)
        {
            foreach (var (word, language) in English.Select(word => (word, "en-us")).Concat(German.Select(word => (word, "de"))))
            {
                sounds[(word, voice)] = Speak(word, language, voices[voice], folder["word.wav"]);
            }
        }
    }

    public int VoiceCount { get; }

    /// <summary>Skips the test where nobody speaks.</summary>
    public static void Require()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, "espeak-ng"))), "espeak-ng, which speaks the words to learn, is not installed.");
    }

    /// <summary>Words one behind the other over noise, by one voice; no words: noise alone, or a hum.</summary>
    public float[] Clip(IReadOnlyList<string> words, RandomSource random)
    {
        var clip = new float[ClipLength];
        var voice = random.NextInt(VoiceCount);
        var place = random.NextDouble(0, 0.2);
        foreach (var word in words)
        {
            var sound = sounds[(word, voice)];
            var gain = (float)random.NextDouble(0.6, 1.2);
            var start = (int)(place * Rate);
            for (var i = 0; i < Math.Min(sound.Length, ClipLength - start); i++)
            {
                clip[start + i] += gain * sound[i];
            }

            place += 0.95 + random.NextDouble(0, 0.1);
        }

        var (noise, hum, pitch) = (random.NextDouble(0.0005, 0.003), words.Count == 0 && random.NextInt(2) == 0 ? 0.1 : 0, random.NextDouble(80, 400));
        for (var i = 0; i < clip.Length; i++)
        {
            clip[i] += (float)((noise * random.NextGaussian()) + (hum * Math.Sin(2 * Math.PI * pitch * i / Rate)));
        }

        return clip;
    }

    private static float[] Speak(string word, string language, (int Pitch, int Speed) voice, string path)
    {
        using (var process = Process.Start("espeak-ng", ["-v", language, "-p", $"{voice.Pitch}", "-s", $"{voice.Speed}", "-w", path, word]))
        {
            process.WaitForExit();
        }

        var clip = AudioDecoder.Decode(path);
        return Resampler.Resample(clip.Samples.Span, clip.SampleRate, Rate);
    }
}
