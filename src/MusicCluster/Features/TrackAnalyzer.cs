using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;
using MusicCluster.Features.Songs;

namespace MusicCluster.Features;

/// <summary>
/// Computes the rows of one track at a time, in memory that one thread keeps: <c>file → samples → resampled → rows</c>.
/// </summary>
internal sealed class TrackAnalyzer
{
    private readonly AudioDecodeOptions decoding;
    private readonly ITrackSink sink;
    private readonly IFeatureStore? store;

    /// <param name="kernels">What to compute.</param>
    /// <param name="decoder">What decodes.</param>
    /// <param name="store">Keeps the rows of every file; null to hear each again.</param>
    public TrackAnalyzer(FeatureKernels kernels, AudioBackend decoder, IFeatureStore? store)
    {
        this.store = store;
        var options = kernels.Options;
        decoding = new AudioDecodeOptions(options.HeardSeconds, options.MinimumDuration, options.TimeLimitSeconds, decoder);
        sink = options.HearsWholeSongs ? new SongAnalyzer(kernels) : new ClipAnalyzer(kernels);
    }

    /// <summary>Fills the rows, or records in them why there are none.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Analyze(Track track, FeatureRows rows, CancellationToken cancellation)
    {
        if (store?.TryRead(track, rows) ?? false)
        {
            return;
        }

        (rows.Kept, rows.Failure) = (null, null);
        try
        {
            var sound = AudioDecoder.Decode(track.AudioPath, decoding, sink, cancellation);
            if (sink.Complete(rows) is { } fault)
            {
                throw new AudioException(track.AudioPath, new FileInfo(track.AudioPath).Length, fault);
            }

            rows.Kept = new HeardTrack(track, sound.DurationSeconds, sound.HeardSeconds, Note(track.AudioPath, sound));
            if (store?.Write(track, rows) == false)
            {
                throw new AudioException(track.AudioPath, null, "the file was changed while the run was at work; run again.");
            }
        }
        catch (AudioException error)
        {
            rows.Kept = null;
            rows.Failure = new TrackFailure(track.Id, "features", error.Message);
        }
    }

    // That a clip is the start of something longer is what was asked for; that a song's end was not heard is not.
    private string Note(string path, DecodedSound sound)
    {
        if (sound.IsCutOff)
        {
            return Path.GetExtension(path).ToLowerInvariant() is ".ogg" or ".oga" or ".opus"
                ? $"heard to {sound.HeardSeconds:0.#} s, where the file breaks off or another stream begins"
                : $"the file breaks off after {sound.HeardSeconds:0.#} s";
        }

        return sink is SongAnalyzer && sound.DurationSeconds - sound.HeardSeconds > 1
            ? $"heard to {sound.HeardSeconds:0} of {sound.DurationSeconds:0} s, features.maximumDuration"
            : "";
    }
}
