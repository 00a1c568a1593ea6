using System.Buffers.Binary;
using MusicCluster.Audio.Decoding.Managed;

namespace MusicCluster.Audio.Decoding;

/// <summary>The head of a WAV file, also of one that comes through a pipe, where no length is known.</summary>
internal static class WavStream
{
    private const int LongestFormat = 1 << 12;
    private const int Integer = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    /// <summary>Reads up to the first sample; null when the stream is no WAV.</summary>
    public static PcmFormat? ReadFormat(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        if (!Fill(stream, head) || !head[..4].SequenceEqual("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        PcmFormat? format = null;
        while (Fill(stream, head[..8]))
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("data"u8))
            {
                // Programs that write to a pipe leave the length empty or full.
                return format is null ? null : format with { DataLength = length is 0 or uint.MaxValue ? long.MaxValue : length };
            }

            // Chunks are padded to an even length.
            var padded = length + (length & 1L);
            if (!head[..4].SequenceEqual("fmt "u8))
            {
                if (!Skip(stream, padded))
                {
                    return null;
                }

                continue;
            }

            var content = new byte[Math.Min(padded, LongestFormat)];
            if (length < 16 || length > LongestFormat || !Fill(stream, content))
            {
                return null;
            }

            format = Parse(content);
        }

        return null;
    }

    /// <summary>Reads all of a span, or as much as there is.</summary>
    public static bool Fill(Stream stream, Span<byte> bytes) =>
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;

    /// <summary>Leaves out bytes; false where the stream has fewer.</summary>
    public static bool Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            return stream.Seek(count, SeekOrigin.Current) <= stream.Length;
        }

        Span<byte> waste = stackalloc byte[1024];
        for (; count > 0; count -= waste.Length)
        {
            if (!Fill(stream, waste[..(int)Math.Min(count, waste.Length)]))
            {
                return false;
            }
        }

        return true;
    }

    private static PcmFormat Parse(ReadOnlySpan<byte> content)
    {
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(content);
        if (kind == Extensible && content.Length >= 26)
        {
            kind = BinaryPrimitives.ReadUInt16LittleEndian(content[24..]);
        }

        var length = (BinaryPrimitives.ReadUInt16LittleEndian(content[14..]) + 7) / 8;
        var encoding = kind switch
        {
            Integer => length == 1 ? PcmEncoding.Unsigned : PcmEncoding.Signed,
            Float => PcmEncoding.Float,
            _ => PcmEncoding.Other,
        };
        return new PcmFormat(
            BinaryPrimitives.ReadInt32LittleEndian(content[4..]), BinaryPrimitives.ReadUInt16LittleEndian(content[2..]),
            encoding, length, IsBigEndian: false, long.MaxValue);
    }
}
