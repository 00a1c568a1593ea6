using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper.Native;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>A loaded model that writes down what it hears; several threads may use it at once, each track with a state of its own.</summary>
/// <remarks>
/// A state is made anew for each track: one that was used before has random numbers and caches left, so that a transcript would
/// depend on which tracks came before it.
/// </remarks>
internal sealed unsafe class Transcriber : IDisposable
{
    /// <summary>In Hz.</summary>
    public const int SampleRate = 16000;

    private const int FramesPerSecond = 100;
    private const int BeamSearch = 1;

    /// <summary>Tables of the library do not expect less: it reads 200 samples ahead, and says nothing of less than a tenth of a second.</summary>
    private const int MinimumLength = SampleRate;

    /// <summary>Languages less likely than this are left out of a window's list.</summary>
    private const double SmallestProbability = 0.01;

    private readonly WhisperLibrary library;
    private readonly WhisperOptions options;
    private readonly WhisperContextHandle context;
    private readonly int startToken;
    private readonly int endToken;
    private readonly int noSpeechToken;
    private readonly string[] languages;

    /// <summary>Loads a model.</summary>
    /// <exception cref="UserException">The file is damaged, or the library refuses it.</exception>
    public Transcriber(WhisperLibrary library, string modelPath, WhisperOptions options)
    {
        this.library = library;
        this.options = options;
        WhisperModelFile.Check(modelPath);
        var parameters = library.ContextDefaults;
        parameters.UseGpu = (byte)(options.Runtime == WhisperRuntime.Cuda ? 1 : 0);
        // On the processor it adds in an order that depends on the number of threads.
        parameters.FlashAttention = parameters.UseGpu;
        WhisperLog.Clear();
        context = WhisperNative.OpenModel(modelPath, parameters);
        if (context.IsInvalid)
        {
            throw new UserException($"Whisper model '{modelPath}' cannot be loaded by '{library.Path}', "
                + $"version {library.Version}{WhisperLog.Reason()}; set lyrics.whisper.model to another.");
        }

        startToken = WhisperNative.StartToken(context);
        endToken = WhisperNative.EndToken(context);
        noSpeechToken = WhisperNative.NoSpeechToken(context);
        languages = WhisperNative.IsMultilingual(context) == 0 ? [] : [.. Languages()];
    }

    /// <summary>Listens to a track at several places, and writes down what is sung in the language that most of them speak.</summary>
    /// <param name="samples">Mono, full scale ±1, at <see cref="SampleRate"/>.</param>
    /// <param name="isWorthWriting">Asked with what the windows say, before the costly part.</param>
    /// <param name="threadCount">Threads for this track; the transcript does not depend on it.</param>
    /// <param name="cancellation">Stops within a fraction of a second.</param>
    /// <exception cref="InvalidOperationException">The library gave up.</exception>
    public Transcript Transcribe(ReadOnlySpan<float> samples, Predicate<Transcript> isWorthWriting, int threadCount, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var seconds = (double)samples.Length / SampleRate;
        if (samples.Length < MinimumLength)
        {
            var padded = new float[MinimumLength];
            samples.CopyTo(padded);
            samples = padded;
        }

        WhisperLog.Clear();
        using var state = WhisperNative.OpenState(context);
        if (state.IsInvalid)
        {
            throw Failure("makes no state");
        }

        state.OwnedBy(context);
        fixed (float* pointer = samples)
        {
            var windows = Listen(state, pointer, samples.Length, seconds, threadCount, cancellation);
            var transcript = new Transcript(seconds, windows, IsDecoded: false, []);
            if (!isWorthWriting(transcript))
            {
                return transcript;
            }

            Write(state, pointer, samples.Length, transcript.VoteLanguage().Language, threadCount, cancellation);
            return transcript with { IsDecoded = true, Segments = [.. Enumerable.Range(0, WhisperNative.SegmentCount(state)).Select(i => Segment(state, i))] };
        }
    }

    public void Dispose() => context.Dispose();

    private List<SpeechWindow> Listen(WhisperStateHandle state, float* samples, int count, double seconds, int threadCount, CancellationToken cancellation)
    {
        if (WhisperNative.ComputeMel(context, state, samples, count, threadCount) != 0)
        {
            throw Failure("computes no spectrogram");
        }

        var windows = new List<SpeechWindow>();
        for (var i = 0; i < options.Windows; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = i * seconds / options.Windows;
            var token = startToken;
            if (WhisperNative.Encode(context, state, (int)(start * FramesPerSecond), threadCount) != 0
                || WhisperNative.Decode(context, state, &token, 1, 0, threadCount) != 0)
            {
                throw Failure("hears nothing");
            }

            windows.Add(Window(start, new ReadOnlySpan<float>(WhisperNative.Logits(state), WhisperNative.VocabularyCount(context))));
        }

        return windows;
    }

    /// <summary>
    /// The first thing that a transcript says is whether anybody speaks, among all tokens, and in which language, among those
    /// of languages. The library's own probability of no speech is taken at a later token, where it says little.
    /// </summary>
    private SpeechWindow Window(double start, ReadOnlySpan<float> logits)
    {
        var noSpeech = Softmax(logits)[noSpeechToken];
        if (languages.Length == 0)
        {
            return new SpeechWindow(start, noSpeech, new Dictionary<string, double> { ["en"] = 1 });
        }

        var probabilities = Softmax(logits.Slice(startToken + 1, languages.Length));
        var likely = languages.Index().Where(language => probabilities[language.Index] >= SmallestProbability)
            .ToDictionary(language => language.Item, language => probabilities[language.Index]);
        return new SpeechWindow(start, noSpeech, likely);
    }

    private void Write(WhisperStateHandle state, float* samples, int count, string language, int threadCount, CancellationToken cancellation)
    {
        var stop = (int*)NativeMemory.AllocZeroed(sizeof(int));
        var code = Marshal.StringToCoTaskMemUTF8(language.Length > 0 ? language : "en");
        try
        {
            var parameters = library.FullDefaults;
            parameters.Strategy = options.BeamWidth > 1 ? BeamSearch : parameters.Strategy;
            parameters.BeamWidth = options.BeamWidth;
            parameters.GreedyBestOf = options.BeamWidth;
            parameters.ThreadCount = threadCount;
            // Every window starts afresh: on music, what was invented in one would be repeated in the next.
            parameters.MaximumTextContext = 0;
            parameters.TemperatureStep = (float)options.TemperatureStep;
            parameters.Language = code;
            parameters.SuppressNonSpeechTokens = 1;
            parameters.PrintProgress = 0;
            parameters.PrintTimestamps = 0;
            parameters.AbortCallback = &IsStopped;
            parameters.AbortData = (nint)stop;
            int result;
            using (cancellation.Register(() => Volatile.Write(ref *stop, 1)))
            {
                result = WhisperNative.Transcribe(context, state, parameters, samples, count);
            }

            cancellation.ThrowIfCancellationRequested();
            if (result != 0)
            {
                throw Failure($"gave up with code {result}");
            }
        }
        finally
        {
            Marshal.FreeCoTaskMem(code);
            NativeMemory.Free(stop);
        }
    }

    private TranscriptSegment Segment(WhisperStateHandle state, int index)
    {
        var (count, sum) = (0, 0.0);
        for (var i = 0; i < WhisperNative.TokenCount(state, index); i++)
        {
            var token = WhisperNative.TokenData(state, index, i);
            if (token.Id < endToken)
            {
                count++;
                sum += token.LogProbability;
            }
        }

        return new TranscriptSegment(
            WhisperNative.SegmentStart(state, index) / (double)FramesPerSecond,
            WhisperNative.SegmentEnd(state, index) / (double)FramesPerSecond,
            Marshal.PtrToStringUTF8(WhisperNative.SegmentText(state, index)) ?? "",
            count,
            sum);
    }

    /// <summary>Codes in the order of their tokens, which stand between the start and the task tokens.</summary>
    private IEnumerable<string> Languages()
    {
        var count = WhisperNative.TranslateToken(context) - startToken - 1;
        for (var i = 0; i < count; i++)
        {
            yield return Marshal.PtrToStringUTF8(WhisperNative.LanguageCode(i)) ?? $"language {i}";
        }
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

    private InvalidOperationException Failure(string what) => new($"'{library.Path}' {what}{WhisperLog.Reason()}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsStopped(nint data) => (byte)Volatile.Read(ref *(int*)data);
}
