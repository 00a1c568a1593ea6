using System.Buffers.Binary;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Tells Ogg files in which one stream follows another (RFC 3533, chaining): the rate may change there, and only the first is read.</summary>
internal static class OggChain
{
    private const int HeadLength = 27;
    private const int EndLength = 1 << 17;
    private const int MostStreams = 16;

    /// <summary>Whether a file's last page is of a stream that does not begin at its start. Moves the stream; false for what is no Ogg.</summary>
    public static bool IsIn(Stream stream)
    {
        var first = Serials(stream);
        return first.Count > 0 && LastSerial(stream) is { } last && !first.Contains(last);
    }

    /// <summary>As the other; false for a file that cannot be read.</summary>
    public static bool IsIn(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return IsIn(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Streams that lie side by side begin one after another before any of them goes on.
    private static HashSet<uint> Serials(Stream stream)
    {
        var serials = new HashSet<uint>();
        Span<byte> head = stackalloc byte[HeadLength];
        Span<byte> lengths = stackalloc byte[255];
        stream.Position = 0;
        while (serials.Count < MostStreams && WavStream.Fill(stream, head) && head.StartsWith("OggS"u8) && (head[5] & 2) != 0)
        {
            serials.Add(Serial(head));
            var segments = lengths[..head[26]];
            if (!WavStream.Fill(stream, segments))
            {
                break;
            }

            foreach (var length in segments)
            {
                stream.Position += length;
            }
        }

        return serials;
    }

    private static uint? LastSerial(Stream stream)
    {
        stream.Position = Math.Max(0, stream.Length - EndLength);
        var end = new byte[EndLength];
        var read = end.AsSpan(0, stream.ReadAtLeast(end, end.Length, throwOnEndOfStream: false));
        var last = read.LastIndexOf("OggS\0"u8);
        return last >= 0 && read.Length - last >= HeadLength ? Serial(read[last..]) : null;
    }

    private static uint Serial(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadUInt32LittleEndian(head[14..]);
}
