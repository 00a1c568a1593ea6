using System.Buffers.Binary;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>The packets of one stream in an Ogg file (RFC 3533).</summary>
internal sealed class OggPackets
{
    private const int HeadLength = 27;
    private const int LongestPacket = 1 << 20;
    private const int TailLength = 1 << 17;

    // Ogg's checksum has the polynomial of Ethernet's, but its bits are not mirrored, and it starts at zero.
    private const uint Polynomial = 0x04C11DB7;
    private static readonly uint[] Checksums = [.. Enumerable.Range(0, 256).Select(value => Checksum((uint)value << 24, 8))];

    private readonly Stream stream;
    private readonly DecodeWatch watch;
    private readonly byte[] page = new byte[HeadLength + 255 + (255 * 255)];
    private readonly Queue<byte[]> ready = new();
    private readonly List<byte> part = [];
    private uint serial;
    private bool isOver;

    private OggPackets(Stream stream, DecodeWatch watch) => (this.stream, this.watch) = (stream, watch);

    private ReadOnlySpan<byte> Lengths => page.AsSpan(HeadLength, page[26]);

    private ReadOnlySpan<byte> Body => page.AsSpan(HeadLength + page[26]);

    private bool IsFirst => (page[5] & 2) != 0;

    private bool IsLast => (page[5] & 4) != 0;

    private bool IsContinued => (page[5] & 1) != 0;

    private uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(14));

    /// <summary>Finds the first stream whose first packet begins the way a codec does; null if no stream does.</summary>
    public static OggPackets? Find(Stream stream, DecodeWatch watch, ReadOnlySpan<byte> beginning)
    {
        var packets = new OggPackets(stream, watch);
        while (packets.ReadPage() && packets.IsFirst)
        {
            if (packets.Body.StartsWith(beginning))
            {
                packets.serial = packets.Serial;
                packets.Take();
                return packets;
            }
        }

        return null;
    }

    /// <summary>The next packet; null at the end.</summary>
    public byte[]? Next()
    {
        while (ready.Count == 0 && !isOver && ReadPage())
        {
            // Pages of other streams lie in between.
            if (Serial == serial)
            {
                Take();
            }
        }

        return ready.Count > 0 ? ready.Dequeue() : null;
    }

    /// <summary>The position that the file's last page ends at, in samples of the codec; 0 if it is not to be found.</summary>
    public long LastPosition()
    {
        var place = stream.Position;
        stream.Position = Math.Max(0, stream.Length - TailLength);
        var tail = new byte[TailLength];
        var rest = tail.AsSpan(0, stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false));
        stream.Position = place;
        for (var start = rest.LastIndexOf("OggS"u8); start >= 0; start = rest.LastIndexOf("OggS"u8))
        {
            var head = rest[start..];
            if (head.Length >= HeadLength && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) == serial
                && BinaryPrimitives.ReadInt64LittleEndian(head[6..]) is > 0 and var position)
            {
                return position;
            }

            rest = rest[..start];
        }

        return 0;
    }

    /// <summary>Reads the next page whose checksum is right.</summary>
    private bool ReadPage()
    {
        while (true)
        {
            watch.Check();
            if (!WavStream.Fill(stream, page.AsSpan(0, HeadLength)))
            {
                return false;
            }

            if (!page.AsSpan().StartsWith("OggS\0"u8))
            {
                // Junk: go on where the next page could begin.
                var next = page.AsSpan(1, HeadLength - 1).IndexOf((byte)'O');
                stream.Position -= next < 0 ? 0 : HeadLength - 1 - next;
                continue;
            }

            var start = stream.Position - HeadLength;
            if (!WavStream.Fill(stream, page.AsSpan(HeadLength, page[26])))
            {
                return false;
            }

            var bodyLength = 0;
            foreach (var length in Lengths)
            {
                bodyLength += length;
            }

            if (WavStream.Fill(stream, page.AsSpan(HeadLength + page[26], bodyLength)) && IsWhole(HeadLength + page[26] + bodyLength))
            {
                return true;
            }

            stream.Position = start + 4;
        }
    }

    private bool IsWhole(int length)
    {
        var said = BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(22));
        page.AsSpan(22, 4).Clear();
        uint sum = 0;
        foreach (var value in page.AsSpan(0, length))
        {
            sum = (sum << 8) ^ Checksums[(sum >> 24) ^ value];
        }

        return sum == said;
    }

    private static uint Checksum(uint sum, int bitCount) =>
        bitCount == 0 ? sum : Checksum((sum << 1) ^ ((sum >> 31) * Polynomial), bitCount - 1);

    /// <summary>Packets are cut into segments of 255 bytes; a shorter one ends a packet, and one may go on in the next page.</summary>
    private void Take()
    {
        if (!IsContinued)
        {
            part.Clear();
        }

        var body = Body;
        foreach (var length in Lengths)
        {
            // A picture in the comments may be longer than this; of that packet nothing is needed, and nothing more is kept.
            if (part.Count < LongestPacket)
            {
                part.AddRange(body[..length]);
            }

            body = body[length..];

            if (length < 255)
            {
                ready.Enqueue([.. part]);
                part.Clear();
            }
        }

        isOver |= IsLast;
    }
}
