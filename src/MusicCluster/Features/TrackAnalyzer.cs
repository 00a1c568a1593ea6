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

    public TrackAnalyzer(FeatureKernels kernels, AudioBackend decoder)
    {
        var options = kernels.Options;
        decoding = new AudioDecodeOptions(options.HeardSeconds, options.MinimumDuration, options.TimeLimitSeconds, decoder);
        sink = options.HearsWholeSongs ? new SongAnalyzer(kernels) : new ClipAnalyzer(kernels);
    }

    /// <summary>Fills the rows, or records in them why there are none.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Analyze(Track track, FeatureRows rows, CancellationToken cancellation)
    {
        (rows.Kept, rows.Failure) = (null, null);
        try
        {
            var sound = AudioDecoder.Decode(track.AudioPath, decoding, sink, cancellation);
            if (sink.Complete(rows) is { } fault)
            {
                throw new AudioException(track.AudioPath, new FileInfo(track.AudioPath).Length, fault);
            }

            rows.Kept = new HeardTrack(track, sound.DurationSeconds, sound.HeardSeconds, Note(sound));
        }
        catch (AudioException error)
        {
            rows.Failure = new TrackFailure(track.Id, "features", error.Message);
        }
    }

    // That a clip is the start of something longer is what was asked for; that a song's end was not heard is not.
    private string Note(DecodedSound sound)
    {
        var whole = sound.DurationSeconds > sound.HeardSeconds ? $" of {sound.DurationSeconds:0}" : "";
        return sound.IsCutOff ? $"the file breaks off after {sound.HeardSeconds:0.#} s"
            : sink is SongAnalyzer && whole.Length > 0 && sound.HeardSeconds >= decoding.MaximumSeconds - 1 ? $"heard to {sound.HeardSeconds:0}{whole} s: features.maximumDuration"
            : "";
    }
}
