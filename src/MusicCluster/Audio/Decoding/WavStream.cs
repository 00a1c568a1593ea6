using System.Buffers.Binary;

namespace MusicCluster.Audio.Decoding;

/// <summary>The head of a WAV file that comes through a pipe, where no length is known.</summary>
internal static class WavStream
{
    private const int MaximumChunkLength = 1 << 20;

    /// <summary>Reads up to the first sample; null when the stream is no WAV.</summary>
    public static (int SampleRate, int ChannelCount)? ReadFormat(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        if (!Fill(stream, head) || !head[..4].SequenceEqual("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        (int, int)? format = null;
        while (Fill(stream, head[..8]))
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("data"u8))
            {
                return format;
            }

            if (length > MaximumChunkLength)
            {
                return null;
            }

            // Chunks are padded to an even length.
            var content = new byte[length + (length & 1)];
            if (!Fill(stream, content))
            {
                return null;
            }

            if (head[..4].SequenceEqual("fmt "u8) && length >= 16)
            {
                format = (BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(4)), BinaryPrimitives.ReadInt16LittleEndian(content.AsSpan(2)));
            }
        }

        return null;
    }

    private static bool Fill(Stream stream, Span<byte> bytes) =>
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
}
