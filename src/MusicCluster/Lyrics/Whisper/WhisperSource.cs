using System.Diagnostics;
using System.Globalization;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using MusicCluster.Foundation.Files;
using MusicCluster.Lyrics.Sources;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>Transcribes the lyrics of a track. The library is loaded, and the model fetched, when the first track asks.</summary>
/// <param name="options">Settings and rules.</param>
/// <param name="places">Folders.</param>
/// <param name="decoder">What reads the audio.</param>
/// <param name="seatCount">Tracks heard at once.</param>
/// <param name="threadCount">Threads for each of them.</param>
/// <param name="progress">Receives what is being fetched.</param>
/// <param name="cancellation">Stops at once; finished transcripts are kept.</param>
internal sealed class WhisperSource(
    LyricsOptions options, WhisperPlaces places, AudioBackend decoder, int seatCount, int threadCount,
    IProgress<StageProgress> progress, CancellationToken cancellation) : ILyricsSource
{
    private readonly SemaphoreSlim seats = new(seatCount);
    private readonly Lock gate = new();
    private readonly Stopwatch watch = new();
    private Equipment? equipment;
    private UserException? fault;
    private int heardCount;
    private double heardSeconds;

    public LyricsSource Kind => LyricsSource.Whisper;

    /// <summary>What <see cref="LyricsAnswer.Figures"/> holds.</summary>
    public static IReadOnlyList<string> FigureColumns { get; } =
        ["language", "language_share", "no_speech", "log_probability", "compression_ratio", "repeated_share"];

    /// <summary>How fast it is going, e.g. <c>0.31 tracks/s, 9.3 × real time</c>; empty until it has heard a track.</summary>
    public string Pace
    {
        get
        {
            lock (gate)
            {
                var elapsed = watch.Elapsed.TotalSeconds;
                return heardCount == 0 || elapsed <= 0 ? ""
                    : string.Create(CultureInfo.InvariantCulture,
                        $"heard {heardCount} at {heardCount / elapsed:0.00} tracks/s, {heardSeconds / elapsed:0.0} × real time");
            }
        }
    }

    public async ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation)
    {
        if (track.AudioPath.Length == 0)
        {
            return LyricsAnswer.Nothing;
        }

        await seats.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => HearAsync(track, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            seats.Release();
        }
    }

    public void Dispose()
    {
        equipment?.Dispose();
        seats.Dispose();
    }

    private async Task<LyricsAnswer> HearAsync(Track track, CancellationToken stop)
    {
        var tools = Equip();
        try
        {
            var digest = Digest.OfFile(track.AudioPath);
            var transcript = tools.Store.Find(digest);
            // One that was not written down because nobody seemed to speak is of use only while the rules say so.
            if (transcript is null || (!transcript.IsDecoded && TranscriptFilter.HasSpeech(transcript, options.Filter)))
            {
                transcript = await TranscribeAsync(tools, track.AudioPath, stop).ConfigureAwait(false);
                tools.Store.Keep(digest, transcript);
            }

            return Answer(transcript);
        }
        catch (AudioException)
        {
            return new LyricsAnswer("", "audio cannot be decoded");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new LyricsAnswer("", $"file cannot be read: {error.GetType().Name}");
        }
        catch (InvalidOperationException error)
        {
            throw new SourceException($"Whisper failed on '{track.Id}': {error.Message}", error);
        }
    }

    private async Task<Transcript> TranscribeAsync(Equipment tools, string path, CancellationToken stop)
    {
        lock (gate)
        {
            watch.Start();
        }

        var maximum = options.Whisper.MaximumSeconds > 0 ? options.Whisper.MaximumSeconds : double.PositiveInfinity;
        var clip = AudioDecoder.Decode(path, new AudioDecodeOptions(MaximumSeconds: maximum, Backend: decoder), stop);
        var samples = Resampler.Resample(clip.Samples.Span, clip.SampleRate, Transcriber.SampleRate);
        var transcript = await tools.Transcriber
            .TranscribeAsync(samples, heard => TranscriptFilter.HasSpeech(heard, options.Filter), threadCount, stop).ConfigureAwait(false);
        lock (gate)
        {
            heardCount++;
            heardSeconds += transcript.Seconds;
        }

        return transcript;
    }

    private LyricsAnswer Answer(Transcript transcript)
    {
        var verdict = TranscriptFilter.Judge(transcript, options.Filter, options.Language);
        var figures = verdict.Figures.Where(figure => FigureColumns.Contains(figure.Key)).ToDictionary(figure => figure.Key, figure => (object)figure.Value);
        figures["language"] = transcript.VoteLanguage().Language;
        if (TranscriptFilter.VoicedSeconds(transcript, verdict, options.Filter) is { } voiced)
        {
            (figures[LyricsTable.VoicedSeconds], figures[LyricsTable.ListenedSeconds]) = (voiced, transcript.Seconds);
        }

        return new LyricsAnswer(verdict.Text, verdict.Rule) { Figures = figures };
    }

    /// <summary>Library and model; what fails once is not tried again for every track.</summary>
    private Equipment Equip()
    {
        lock (gate)
        {
            try
            {
                if (equipment is null && fault is null)
                {
                    equipment = Equipment.Provide(options.Whisper, places, progress, cancellation);
                }
            }
            catch (UserException error)
            {
                fault = error;
            }

            return equipment ?? throw (options.Required ? fault! : new SourceException(fault!.Message, fault));
        }
    }

    private sealed record Equipment(Transcriber Transcriber, TranscriptStore Store) : IDisposable
    {
        public static Equipment Provide(WhisperOptions options, WhisperPlaces places, IProgress<StageProgress> progress, CancellationToken cancellation)
        {
            var library = WhisperLibrary.Load(options, places);
            var model = WhisperModels.Provide(options, places.ModelFolder, places.Root, new DownloadPolicy(), progress, cancellation);
            var way = string.Create(
                CultureInfo.InvariantCulture,
                $"{WhisperModels.DigestOf(options, places, progress, cancellation)} {library.Version} {options.Runtime} "
                + $"{options.Windows} {options.MaximumSeconds} {options.BeamWidth} {options.TemperatureStep}");
            return new Equipment(new Transcriber(library, model, options), new TranscriptStore(places.TranscriptFolder, way));
        }

        public void Dispose() => Transcriber.Dispose();
    }
}
