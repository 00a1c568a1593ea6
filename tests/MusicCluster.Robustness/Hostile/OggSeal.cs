using System.Buffers.Binary;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Makes the checksums of broken Ogg pages right, so that what was broken reaches the codecs.</summary>
internal static class OggSeal
{
    private const int HeadLength = 27;
    private const int ChecksumPlace = 22;
    private const uint Polynomial = 0x04C11DB7;

    public static void Seal(Span<byte> file)
    {
        for (var start = file.IndexOf("OggS"u8); start >= 0;)
        {
            if (LengthOf(file[start..]) is { } length)
            {
                file.Slice(start + ChecksumPlace, 4).Clear();
                BinaryPrimitives.WriteUInt32LittleEndian(file[(start + ChecksumPlace)..], Checksum(file.Slice(start, length)));
            }

            var next = file[(start + 4)..].IndexOf("OggS"u8);
            start = next < 0 ? -1 : start + 4 + next;
        }
    }

    private static int? LengthOf(ReadOnlySpan<byte> page)
    {
        if (page.Length < HeadLength || page.Length < HeadLength + page[26])
        {
            return null;
        }

        var length = HeadLength + page[26];
        foreach (var part in page.Slice(HeadLength, page[26]))
        {
            length += part;
        }

        return length <= page.Length ? length : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> page)
    {
        uint sum = 0;
        foreach (var value in page)
        {
            sum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum << 1) ^ ((sum >> 31) * Polynomial);
            }
        }

        return sum;
    }
}
