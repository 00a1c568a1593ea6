using NLayer;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>MP3, and layers I and II, by NLayer; the frames are found here, so that every decoder gives the same samples.</summary>
internal sealed class MpegReader : SoundReader
{
    private readonly MpegFrames frames;
    private readonly MpegFrame frame;
    private readonly MpegFrameDecoder decoder = new();
    private readonly float[] samples = new float[2 * 1152];
    private readonly bool hasTag;
    private bool isFirst = true;

    private MpegReader(MpegFrames frames, MpegFrame first, LameTag? tag)
        : base(first.SampleRate, first.Header.ChannelCount, tag?.Skip ?? 0, tag?.Length(first.SampleCount) ?? long.MaxValue)
    {
        (this.frames, frame, hasTag) = (frames, first, tag is not null);
    }

    public override long FrameCount => base.FrameCount > 0 ? base.FrameCount : (frames.CountRest() + DecodedCount) * frame.SampleCount;

    private long DecodedCount { get; set; }

    /// <summary>Finds the first frame.</summary>
    /// <exception cref="UnreadableSoundException">The file has no MPEG audio frame.</exception>
    public static MpegReader Open(Stream stream, DecodeWatch watch)
    {
        var frame = new MpegFrame();
        return MpegFrames.Find(stream, watch) is { } frames && frames.Next(frame)
            ? new MpegReader(frames, frame, LameTag.Find(frame))
            : throw new UnreadableSoundException("it holds no sound that the managed decoders know: they read MP3, Ogg Vorbis, Opus, WAV and AIFF");
    }

    protected override bool Next(out ReadOnlyMemory<float> decoded)
    {
        var isLoaded = isFirst && !hasTag;
        isFirst = false;
        decoded = default;
        if (!isLoaded && !frames.Next(frame))
        {
            return false;
        }

        DecodedCount++;
        var count = frame.SampleCount * ChannelCount;
        if (!TryDecode(count))
        {
            // A frame that cannot be decoded, or that needs bits of one that was cut away, keeps its place.
            samples.AsSpan(0, count).Clear();
        }

        decoded = samples.AsMemory(0, count);
        return true;
    }

    private bool TryDecode(int count)
    {
        try
        {
            return decoder.DecodeFrame(frame, samples, 0) == count;
        }
        catch (Exception error) when (error is InvalidDataException or IndexOutOfRangeException or ArgumentException or NullReferenceException)
        {
            return false;
        }
    }
}
