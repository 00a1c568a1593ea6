
namespace MusicCluster.Audio.Decoding;

/// <summary>Decodes with libsndfile, in this process.</summary>
internal static class SndfileDecoder
{
    /// <summary>Decodes into <paramref name="buffer"/>; null and a reason when libsndfile cannot read the file at all.</summary>
    /// <returns>Sample rate and duration of the whole file in seconds.</returns>
    public static (int SampleRate, double Duration)? Decode(
        string path, long byteCount, AudioDecodeOptions options, SampleBuffer buffer, out string reason, CancellationToken cancellation)
    {
        var info = default(Sndfile.Info);
        var table = SndfileSource.Table;
        using var source = new SndfileSource(path, options.TimeLimitSeconds, cancellation);
        using var file = Sndfile.Open(in table, source, ref info);
        if (file.IsInvalid)
        {
            ThrowIfStopped(path, byteCount, options, source, cancellation);
            reason = Sndfile.Reason(null);
            return null;
        }

        AudioLimits.Check(path, byteCount, info.SampleRate, info.ChannelCount);
        var wanted = AudioLimits.SampleCount(options.MaximumSeconds, info.SampleRate);
        var atEnd = Downmix.Fill(buffer, info.ChannelCount, wanted, part =>
        {
            ThrowIfStopped(path, byteCount, options, source, cancellation);
            return (int)Sndfile.Read(file, part, info.ChannelCount);
        });
        ThrowIfStopped(path, byteCount, options, source, cancellation);
        // An error behind good samples is the common cut-off file: what was decoded counts, its length is judged later.
        reason = atEnd && Sndfile.HasFailed(file) ? Sndfile.Reason(file) : "";
        var frameCount = atEnd ? buffer.Count : Math.Max(info.FrameCount, buffer.Count);
        return (info.SampleRate, (double)frameCount / info.SampleRate);
    }

    private static void ThrowIfStopped(
        string path, long byteCount, AudioDecodeOptions options, SndfileSource source, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (source.IsOutOfTime)
        {
            throw AudioLimits.TooSlow(path, byteCount, options);
        }

        if (source.Error is { } error)
        {
            throw AudioException.Unreadable(path, byteCount, error);
        }
    }
}
