namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Uncompressed samples of a WAV or AIFF file.</summary>
/// <param name="stream">At the first sample.</param>
/// <param name="format">How they are stored.</param>
/// <param name="watch">The clock.</param>
internal sealed class PcmReader(Stream stream, PcmFormat format, DecodeWatch watch)
    : SoundReader(format.SampleRate, format.ChannelCount, limit: FrameLimit(stream, format))
{
    private const int BlockValues = 8_192;

    // What the header says of the channels is checked by who asked for the file, and until then may be anything.
    private readonly byte[] bytes = new byte[BlockFrames(format) * format.ChannelCount * format.SampleLength];
    private readonly float[] samples = new float[BlockFrames(format) * format.ChannelCount];

    /// <summary>Reads the head of a WAV or AIFF file.</summary>
    /// <exception cref="UnreadableSoundException">It is not such a file, or its samples are of another kind.</exception>
    public static PcmReader Open(Stream stream, PcmFormat? format, string kind, DecodeWatch watch)
    {
        if (format is null)
        {
            throw new UnreadableSoundException($"its {kind} header is damaged");
        }

        return format.IsKnown
            ? new PcmReader(stream, format, watch)
            : throw new UnreadableSoundException($"it is {kind} whose samples are compressed or of an unusual kind");
    }

    protected override bool Next(out ReadOnlyMemory<float> decoded)
    {
        watch.Check();
        var frameLength = ChannelCount * format.SampleLength;
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / frameLength * ChannelCount;
        format.Convert(bytes.AsSpan(0, count * format.SampleLength), samples.AsSpan(0, count));
        decoded = samples.AsMemory(0, count);
        return count > 0;
    }

    private static int BlockFrames(PcmFormat format) => Math.Max(1, BlockValues / Math.Max(1, format.ChannelCount));

    // A file that is still being written, or was never finished, has more or fewer samples than its header says.
    private static long FrameLimit(Stream stream, PcmFormat format) =>
        Math.Min(stream.Length - stream.Position, format.DataLength) / Math.Max(1, format.ChannelCount * format.SampleLength);
}
