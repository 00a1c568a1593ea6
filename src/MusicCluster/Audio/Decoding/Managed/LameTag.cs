using System.Buffers.Binary;
using NLayer;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>What an encoder says in the first frame, which holds no sound: how many frames follow and what of them is padding.</summary>
/// <param name="FrameCount">Frames after this one; 0 where it does not say.</param>
/// <param name="Delay">Samples that the encoder put before the sound.</param>
/// <param name="Padding">Samples that it put behind it.</param>
internal readonly record struct LameTag(long FrameCount, int Delay, int Padding)
{
    /// <summary>Samples by which every decoder of layer III is late.</summary>
    public const int DecoderDelay = 529;

    private const uint HasFrameCount = 1;
    private const uint HasByteCount = 2;
    private const uint HasContents = 4;
    private const uint HasQuality = 8;

    /// <summary>Samples before the sound.</summary>
    public long Skip => FrameCount > 0 && (Delay > 0 || Padding > 0) ? Delay + DecoderDelay : 0;

    /// <summary>Samples of the sound.</summary>
    public long Length(int samplesPerFrame) =>
        FrameCount == 0 ? long.MaxValue
        : Skip == 0 ? FrameCount * samplesPerFrame
        : Math.Max(0, (FrameCount * samplesPerFrame) - Skip - Math.Max(0, Padding - DecoderDelay));

    /// <summary>Reads the tag in a frame; null in one that holds sound.</summary>
    public static LameTag? Find(MpegFrame frame)
    {
        if (frame.Layer != MpegLayer.LayerIII)
        {
            return null;
        }

        // The tag stands where the main data would begin, behind side information that is all zero.
        var isVersion1 = frame.Version == MpegVersion.Version1;
        var start = frame.ChannelMode == MpegChannelMode.Mono ? (isVersion1 ? 17 : 9) : (isVersion1 ? 32 : 17);
        var content = frame.Content;
        if (content.Length < start + 8 || !(content[start..].StartsWith("Xing"u8) || content[start..].StartsWith("Info"u8)))
        {
            return null;
        }

        var flags = BinaryPrimitives.ReadUInt32BigEndian(content[(start + 4)..]);
        var rest = content[(start + 8)..];
        long frameCount = 0;
        if ((flags & HasFrameCount) != 0 && rest.Length >= 4)
        {
            frameCount = BinaryPrimitives.ReadUInt32BigEndian(rest);
        }

        // Frames, bytes, table of contents, quality: then the encoder's name, of nine bytes, and twelve bytes on, the two counts of 12 bits.
        var skipped = ((flags & HasFrameCount) != 0 ? 4 : 0) + ((flags & HasByteCount) != 0 ? 4 : 0)
            + ((flags & HasContents) != 0 ? 100 : 0) + ((flags & HasQuality) != 0 ? 4 : 0);
        if (rest.Length < skipped + 24 || rest[skipped] == 0)
        {
            return new LameTag(frameCount, 0, 0);
        }

        var counts = rest[(skipped + 21)..];
        return new LameTag(frameCount, (counts[0] << 4) | (counts[1] >> 4), ((counts[1] & 15) << 8) | counts[2]);
    }
}
