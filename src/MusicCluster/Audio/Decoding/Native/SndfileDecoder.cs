using MusicCluster.Audio.Decoding.Managed;

namespace MusicCluster.Audio.Decoding.Native;

/// <summary>Decodes with libsndfile, in this process.</summary>
internal static class SndfileDecoder
{
    /// <summary>Decodes into <paramref name="sink"/>; null and a reason when libsndfile cannot read the file at all.</summary>
    public static DecodedSound? Decode(
        string path, long byteCount, AudioDecodeOptions options, ISoundSink sink, out string reason, CancellationToken cancellation)
    {
        var watch = new DecodeWatch(options.TimeLimitSeconds, cancellation);
        var info = default(Sndfile.Info);
        var table = SndfileSource.Table;
        using var source = new SndfileSource(path, watch);
        using var file = Sndfile.Open(in table, source, ref info);
        if (file.IsInvalid)
        {
            ThrowIfStopped();
            reason = Sndfile.Reason(null);
            return null;
        }

        AudioLimits.Check(path, byteCount, info.SampleRate, info.ChannelCount);
        sink.Start(info.SampleRate, info.ChannelCount);
        var wanted = AudioLimits.SampleCount(options.MaximumSeconds, info.SampleRate);
        var heard = new SoundPump(path, byteCount, watch).Run(sink, info.ChannelCount, wanted, part =>
        {
            ThrowIfStopped();
            return (int)Sndfile.Read(file, part, info.ChannelCount);
        });
        ThrowIfStopped();
        // An error behind good samples is the common cut-off file: what was decoded counts, its length is judged later.
        reason = heard.IsAtEnd && Sndfile.HasFailed(file) ? Sndfile.Reason(file) : "";
        return DecodedSound.Of(info.SampleRate, heard, info.FrameCount, reason.Length > 0 || (heard.IsAtEnd && info.IsOgg && OggChain.IsIn(path)));

        void ThrowIfStopped()
        {
            cancellation.ThrowIfCancellationRequested();
            if (watch.IsOutOfTime)
            {
                throw AudioLimits.TooSlow(path, byteCount, options);
            }

            if (source.Error is { } error)
            {
                throw AudioException.Unreadable(path, byteCount, error);
            }
        }
    }
}
