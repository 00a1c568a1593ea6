using NLayer;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>A frame as NLayer's decoder reads it: its header's fields, then its bits.</summary>
internal sealed class MpegFrame : IMpegFrame
{
    // The longest that a header can ask for: layer II of 384 kbit/s at 8 kHz's sibling rates stays below it.
    private const int LongestFrame = 8_192;
    private const int CrcLength = 2;

    private readonly byte[] bytes = new byte[LongestFrame];
    private int bitPosition;

    public MpegHeader Header { get; private set; }

    /// <summary>The frame without its header.</summary>
    public ReadOnlySpan<byte> Content => bytes.AsSpan(MpegHeader.Length, Header.FrameLength - MpegHeader.Length);

    public int SampleRate => Header.SampleRate;

    public int SampleRateIndex => Header.SampleRateIndex;

    public int FrameLength => Header.FrameLength;

    public int BitRate => Header.BitRate;

    public MpegVersion Version => Header.Version;

    public MpegLayer Layer => Header.Layer;

    public MpegChannelMode ChannelMode => Header.ChannelMode;

    public int ChannelModeExtension => Header.ChannelModeExtension;

    public int SampleCount => Header.SampleCount;

    public int BitRateIndex => Header.BitRateIndex;

    public bool IsCopyrighted => Header.IsCopyrighted;

    public bool HasCrc => Header.HasCrc;

    /// <summary>The checksum covers the side information alone and is wrong in many sound files; libsndfile ignores it, too.</summary>
    public bool IsCorrupted => false;

    /// <summary>Takes the frame that a stream is at; false where the stream ends within it.</summary>
    public bool Load(Stream stream, MpegHeader header)
    {
        Header = header;
        Reset();
        return header.FrameLength is > MpegHeader.Length + CrcLength and <= LongestFrame
            && WavStream.Fill(stream, bytes.AsSpan(0, header.FrameLength));
    }

    public void Reset() => bitPosition = 8 * (MpegHeader.Length + (HasCrc ? CrcLength : 0));

    public int ReadBits(int bitCount)
    {
        if (bitPosition + bitCount > 8 * FrameLength)
        {
            return -1;
        }

        var value = 0;
        while (bitCount > 0)
        {
            var left = 8 - (bitPosition & 7);
            var taken = Math.Min(left, bitCount);
            value = (value << taken) | ((bytes[bitPosition >> 3] >> (left - taken)) & ((1 << taken) - 1));
            bitPosition += taken;
            bitCount -= taken;
        }

        return value;
    }
}
