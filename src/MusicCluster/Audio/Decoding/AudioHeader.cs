using MusicCluster.Audio.Decoding.Native;
using MusicCluster.Audio.Tags;

namespace MusicCluster.Audio.Decoding;

/// <summary>What a file's header gives without decoding it.</summary>
/// <param name="Tags">Its own title, artist and year.</param>
/// <param name="Seconds">Its duration; 0 where it is not known.</param>
internal sealed record AudioHeader(AudioTags Tags, double Seconds)
{
    private const double TimeLimitSeconds = 10;
    private const double MomentSeconds = 0.1;

    /// <summary>A file that libsndfile cannot open has neither.</summary>
    public static AudioHeader None { get; } = new(AudioTags.None, 0);

    /// <summary>Seconds of a file, also where libsndfile is missing: another decoder then reads a moment of it. 0 where it is not known.</summary>
    public static double DurationOf(string path, CancellationToken cancellation)
    {
        if (Sndfile.IsUsable)
        {
            return Read(path, cancellation).Seconds;
        }

        try
        {
            var options = new AudioDecodeOptions(MaximumSeconds: MomentSeconds, TimeLimitSeconds: TimeLimitSeconds);
            return AudioDecoder.Decode(path, options, cancellation).DurationSeconds;
        }
        catch (AudioException)
        {
            return 0;
        }
    }

    /// <summary>Reads the head of a file.</summary>
    public static AudioHeader Read(string path, CancellationToken cancellation)
    {
        if (!Sndfile.IsUsable)
        {
            return None;
        }

        try
        {
            var info = default(Sndfile.Info);
            var table = SndfileSource.Table;
            using var source = new SndfileSource(path, new DecodeWatch(TimeLimitSeconds, cancellation));
            using var file = Sndfile.Open(in table, source, ref info);
            return file.IsInvalid ? None : new AudioHeader(AudioTags.Of(file), info.SampleRate > 0 ? (double)info.FrameCount / info.SampleRate : 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }
}
