using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whisper.net;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>Asks a loaded model for the first token of a transcript: whether anybody speaks, and in which language.</summary>
/// <remarks>
/// These five functions of whisper.cpp are called by hand, since Whisper.net has no access to that token. Its
/// <c>SegmentData.NoSpeechProbability</c> is taken two tokens later, where models say little, and not before something is written
/// down; its <c>DetectLanguageWithProbability</c> would run the encoder, the costly part, a second time for the likeliest language alone.
/// </remarks>
internal sealed unsafe class SpeechProbe
{
    private const int FramesPerSecond = 100;
    private const int MillisecondsPerFrame = 10;

    /// <summary>Languages less likely than this are left out of a window's list.</summary>
    private const double SmallestProbability = 0.01;

    private readonly delegate* unmanaged[Cdecl]<nint, nint> openState;
    private readonly delegate* unmanaged[Cdecl]<nint, void> freeState;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, float*, int, int, int> computeMel;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int, int, float*, int> detectLanguage;
    private readonly delegate* unmanaged[Cdecl]<nint, float*> logitsOf;
    private readonly WhisperModelShape shape;
    private readonly string[] languages;

    /// <param name="library">Loaded.</param>
    /// <param name="shape">Of the model.</param>
    public SpeechProbe(WhisperLibrary library, WhisperModelShape shape)
    {
        this.shape = shape;
        // The package leaves out the last one.
        languages = [.. WhisperFactory.GetSupportedLanguages().Append("yue").Distinct().Take(shape.LanguageCount)];
        openState = (delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(library.Handle, "whisper_init_state");
        freeState = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library.Handle, "whisper_free_state");
        computeMel = (delegate* unmanaged[Cdecl]<nint, nint, float*, int, int, int>)NativeLibrary.GetExport(library.Handle, "whisper_pcm_to_mel_with_state");
        detectLanguage = (delegate* unmanaged[Cdecl]<nint, nint, int, int, float*, int>)
            NativeLibrary.GetExport(library.Handle, "whisper_lang_auto_detect_with_state");
        logitsOf = (delegate* unmanaged[Cdecl]<nint, float*>)NativeLibrary.GetExport(library.Handle, "whisper_get_logits_from_state");
    }

    /// <summary>What is heard at several places.</summary>
    /// <param name="processor">Of the model; nothing is written down with it.</param>
    /// <param name="samples">Mono, full scale ±1, at <see cref="Transcriber.SampleRate"/>, at least a second.</param>
    /// <param name="seconds">Length without what was padded.</param>
    /// <param name="count">How many places, evenly spaced from the start.</param>
    /// <param name="threadCount">The result does not depend on it.</param>
    /// <param name="cancellation">Stops between two places.</param>
    /// <exception cref="InvalidOperationException">The library gave up.</exception>
    public IReadOnlyList<SpeechWindow> Listen(
        WhisperProcessor processor, ReadOnlySpan<float> samples, double seconds, int count, int threadCount, CancellationToken cancellation)
    {
        var context = ContextOf(processor);
        var state = openState(context);
        if (state == 0)
        {
            throw new InvalidOperationException("the library makes no state");
        }

        try
        {
            fixed (float* pointer = samples)
            {
                if (computeMel(context, state, pointer, samples.Length, threadCount) != 0)
                {
                    throw new InvalidOperationException("the library computes no spectrogram");
                }
            }

            var windows = new List<SpeechWindow>();
            for (var i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = i * seconds / count;
                if (detectLanguage(context, state, (int)(start * FramesPerSecond) * MillisecondsPerFrame, threadCount, null) < 0)
                {
                    throw new InvalidOperationException("the library hears nothing");
                }

                windows.Add(Window(start, new ReadOnlySpan<float>(logitsOf(state), shape.VocabularyCount)));
            }

            return windows;
        }
        finally
        {
            freeState(state);
        }
    }

    /// <summary>The probability of no speech is among all tokens, that of a language among those of languages.</summary>
    private SpeechWindow Window(double start, ReadOnlySpan<float> logits)
    {
        var noSpeech = Softmax(logits)[shape.NoSpeechToken];
        if (languages.Length == 0)
        {
            return new SpeechWindow(start, noSpeech, new Dictionary<string, double> { ["en"] = 1 });
        }

        var probabilities = Softmax(logits.Slice(shape.StartToken + 1, languages.Length));
        var likely = languages.Index().Where(language => probabilities[language.Index] >= SmallestProbability)
            .ToDictionary(language => language.Item, language => probabilities[language.Index]);
        return new SpeechWindow(start, noSpeech, likely);
    }

    /// <summary>Probabilities; where a broken model gives no numbers, the first has all.</summary>
    private static double[] Softmax(ReadOnlySpan<float> logits)
    {
        var result = new double[logits.Length];
        double largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            result[i] = Math.Exp(logits[i] - largest);
            sum += result[i];
        }

        for (var i = 0; i < result.Length; i++)
        {
            result[i] = double.IsFinite(sum) ? result[i] / sum : i == 0 ? 1 : 0;
        }

        return result;
    }

    /// <summary>The loaded model, which Whisper.net keeps to itself.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "currentWhisperContext")]
    private static extern ref nint ContextOf(WhisperProcessor processor);
}
