using System.Buffers.Binary;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>The head of an AIFF or AIFF-C file (Apple, 1988 and 1991).</summary>
internal static class AiffStream
{
    private const int LongestFormat = 1 << 12;
    private const int FormatLength = 18;

    /// <summary>Reads up to the first sample; null when the stream is no AIFF.</summary>
    public static PcmFormat? ReadFormat(Stream stream)
    {
        Span<byte> head = stackalloc byte[16];
        if (!WavStream.Fill(stream, head[..12]) || !head[..4].SequenceEqual("FORM"u8) || !head[8..11].SequenceEqual("AIF"u8))
        {
            return null;
        }

        PcmFormat? format = null;
        while (WavStream.Fill(stream, head[..8]))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            if (head[..4].SequenceEqual("SSND"u8))
            {
                return WavStream.Fill(stream, head[8..]) && format is not null
                    && WavStream.Skip(stream, BinaryPrimitives.ReadUInt32BigEndian(head[8..])) ? format : null;
            }

            var padded = length + (length & 1L);
            if (!head[..4].SequenceEqual("COMM"u8))
            {
                if (!WavStream.Skip(stream, padded))
                {
                    return null;
                }

                continue;
            }

            var content = new byte[Math.Min(padded, LongestFormat)];
            if (length < FormatLength || length > LongestFormat || !WavStream.Fill(stream, content))
            {
                return null;
            }

            format = Parse(content);
        }

        return null;
    }

    private static PcmFormat Parse(ReadOnlySpan<byte> content)
    {
        var channelCount = BinaryPrimitives.ReadUInt16BigEndian(content);
        var frameCount = BinaryPrimitives.ReadUInt32BigEndian(content[2..]);
        var length = (BinaryPrimitives.ReadUInt16BigEndian(content[6..]) + 7) / 8;
        var kind = content.Length >= FormatLength + 4 ? content.Slice(FormatLength, 4) : "NONE"u8;
        var isFloat = kind.SequenceEqual("fl32"u8) || kind.SequenceEqual("FL32"u8) || kind.SequenceEqual("fl64"u8) || kind.SequenceEqual("FL64"u8);
        var isLittle = kind.SequenceEqual("sowt"u8);
        var isInteger = isLittle || kind.SequenceEqual("NONE"u8) || kind.SequenceEqual("twos"u8);
        return new PcmFormat(
            Rate(content[8..]), channelCount, isFloat ? PcmEncoding.Float : isInteger ? PcmEncoding.Signed : PcmEncoding.Other,
            length, !isLittle, (long)frameCount * channelCount * length);
    }

    /// <summary>An 80-bit number: sign and exponent in 16 bits, then the significand with its leading one. 0 for what is no rate.</summary>
    private static int Rate(ReadOnlySpan<byte> bytes)
    {
        var exponent = (BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0x7FFF) - 16_383;
        return exponent is < 0 or > 30 ? 0 : (int)(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]) >> (63 - exponent));
    }
}
