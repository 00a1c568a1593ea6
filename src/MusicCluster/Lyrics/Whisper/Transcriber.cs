using MusicCluster.Foundation;
using Whisper.net;
using Whisper.net.Logger;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>A loaded model that writes down what it hears; several threads may use it at once, each track with a processor of its own.</summary>
/// <remarks>
/// Whisper.net makes a state anew for each track: one that was used before would have random numbers and caches left, so that a
/// transcript would depend on which tracks came before it.
/// </remarks>
internal sealed class Transcriber : IDisposable
{
    /// <summary>In Hz.</summary>
    public const int SampleRate = 16000;

    /// <summary>Tables of the library do not expect less: it reads 200 samples ahead, and says nothing of less than a tenth of a second.</summary>
    private const int MinimumLength = SampleRate;

    private readonly WhisperOptions options;
    private readonly WhisperModelShape shape;
    private readonly WhisperFactory factory;
    private readonly SpeechProbe probe;

    /// <summary>Tracks being heard, and the owner: the model is freed when the last of them is through.</summary>
    private int userCount = 1;
    private bool isDisposed;

    /// <summary>Loads a model.</summary>
    /// <exception cref="UserException">The file is damaged, or the library refuses it.</exception>
    public Transcriber(WhisperLibrary library, string modelPath, WhisperOptions options)
    {
        this.options = options;
        shape = WhisperModelFile.Check(modelPath);
        var usesGpu = options.Runtime == WhisperRuntime.Cuda;
        // On the processor, flash attention adds in an order that depends on the number of threads.
        factory = Open(library, modelPath, new WhisperFactoryOptions { UseGpu = usesGpu, UseFlashAttention = usesGpu });
        probe = new SpeechProbe(library, shape);
    }

    /// <summary>Listens to a track at several places, and writes down what is sung in the language that most of them speak.</summary>
    /// <param name="samples">Mono, full scale ±1, at <see cref="SampleRate"/>.</param>
    /// <param name="isWorthWriting">Asked with what the windows say, before the costly part.</param>
    /// <param name="threadCount">Threads for this track; the transcript does not depend on it.</param>
    /// <param name="cancellation">Stops within a fraction of a second.</param>
    /// <exception cref="InvalidOperationException">The library gave up.</exception>
    public async ValueTask<Transcript> TranscribeAsync(
        ReadOnlyMemory<float> samples, Predicate<Transcript> isWorthWriting, int threadCount, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Interlocked.Increment(ref userCount);
        try
        {
            return await HearAsync(samples, isWorthWriting, threadCount, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Frees the model, once no track is being heard any more.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref isDisposed, true))
        {
            Release();
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref userCount) == 0)
        {
            factory.Dispose();
        }
    }

    private async ValueTask<Transcript> HearAsync(
        ReadOnlyMemory<float> samples, Predicate<Transcript> isWorthWriting, int threadCount, CancellationToken cancellation)
    {
        var seconds = (double)samples.Length / SampleRate;
        if (samples.Length < MinimumLength)
        {
            var padded = new float[MinimumLength];
            samples.CopyTo(padded);
            samples = padded;
        }

        // Waits, when it is disposed, for a library that is still stopping.
        await using var processor = Processor(threadCount);
        var windows = probe.Listen(processor, samples.Span, seconds, options.Windows, threadCount, cancellation);
        var transcript = new Transcript(seconds, windows, IsDecoded: false, []);
        if (!isWorthWriting(transcript))
        {
            return transcript;
        }

        processor.ChangeLanguage(transcript.VoteLanguage().Language is { Length: > 0 } language ? language : "en");
        var segments = new List<TranscriptSegment>();
        try
        {
            await foreach (var segment in processor.ProcessAsync(samples, cancellation).ConfigureAwait(false))
            {
                segments.Add(Segment(segment));
            }
        }
        catch (WhisperProcessingException error)
        {
            throw new InvalidOperationException(error.Message.TrimEnd('.'), error);
        }

        return transcript with { IsDecoded = true, Segments = segments };
    }

    private WhisperProcessor Processor(int threadCount)
    {
        // Every window starts afresh: on music, what was invented in one would be repeated in the next.
        var builder = factory.CreateBuilder().WithThreads(threadCount).WithNoContext().WithMaxLastTextTokens(0)
            .WithTemperatureInc((float)options.TemperatureStep).WithSuppressRegex(NonSpeechTokens.Pattern);
        return (options.BeamWidth > 1
            ? builder.WithBeamSearchSamplingStrategy(beam => beam.WithBeamSize(options.BeamWidth))
            : builder.WithGreedySamplingStrategy(greedy => greedy.WithBestOf(1))).Build();
    }

    private TranscriptSegment Segment(SegmentData segment)
    {
        var tokens = segment.Tokens.Where(token => token.Id < shape.EndToken).ToList();
        return new TranscriptSegment(
            segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Text, tokens.Count, tokens.Sum(token => (double)token.ProbabilityLog));
    }

    private static WhisperFactory Open(WhisperLibrary library, string modelPath, WhisperFactoryOptions options)
    {
        var (reason, thread) = ("", Environment.CurrentManagedThreadId);
        using var log = LogProvider.AddLogger((level, text) =>
            reason = level == WhisperLogLevel.Error && Environment.CurrentManagedThreadId == thread ? $" ({text?.ReplaceLineEndings(" ").Trim()})" : reason);
        var factory = WhisperFactory.FromPath(modelPath, options);
        try
        {
            factory.CreateBuilder();
            return factory;
        }
        catch (WhisperModelLoadException error)
        {
            factory.Dispose();
            throw new UserException($"Whisper model '{modelPath}' cannot be loaded by '{library.Path}', "
                + $"version {library.Version}{reason}; set lyrics.whisper.model to another.", error);
        }
    }
}
