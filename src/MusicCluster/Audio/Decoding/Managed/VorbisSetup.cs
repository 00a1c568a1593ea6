using NVorbis.Contracts;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>
/// Checks the headers of a Vorbis stream before NVorbis believes them: a few bytes can ask for gigabytes, or for a state that never ends.
/// The layouts are those of the Vorbis I specification, 4.2.2 and 3.2.1.
/// </summary>
internal static class VorbisSetup
{
    // The largest set of libvorbis' encoder has some 60,000 entries and 300,000 values.
    private const long MostEntries = 1 << 18;
    private const long MostValues = 1 << 22;
    private const int HeadLength = 30;
    private const int BlockLengthPlace = 28;
    private const int ShortestBlock = 6;
    private const int LongestBlock = 13;
    private const int SignatureBits = 7 * 8;
    private const ulong Sync = 0x564342;

    /// <summary>The first packet: both lengths of blocks, as powers of two.</summary>
    /// <exception cref="InvalidDataException">They are outside what Vorbis has.</exception>
    public static void CheckHead(ReadOnlySpan<byte> packet)
    {
        var (shorter, longer) = packet.Length < HeadLength ? (0, 0) : (packet[BlockLengthPlace] & 15, packet[BlockLengthPlace] >> 4);
        if (shorter < ShortestBlock || longer > LongestBlock || shorter > longer)
        {
            throw new InvalidDataException();
        }
    }

    /// <summary>The third packet: adds up the codebooks.</summary>
    /// <exception cref="InvalidDataException">It has none, or larger ones than any encoder makes.</exception>
    public static void CheckBooks(ReadOnlyMemory<byte> packet, DecodeWatch watch)
    {
        IPacket bits = new VorbisPacket(packet, watch);
        bits.SkipBits(SignatureBits);
        var bookCount = (int)bits.ReadBits(8) + 1;
        var (entrySum, valueSum) = (0L, 0L);
        for (var book = 0; book < bookCount; book++)
        {
            var isBook = bits.ReadBits(24) == Sync;
            var width = (int)bits.ReadBits(16);
            var entryCount = (int)bits.ReadBits(24);
            entrySum += entryCount;
            valueSum += (long)width * entryCount;
            if (!isBook || width == 0 || entryCount == 0 || entrySum > MostEntries || valueSum > MostValues)
            {
                throw new InvalidDataException();
            }

            SkipLengths(bits, entryCount);
            SkipValues(bits, width, entryCount);
        }
    }

    private static void SkipLengths(IPacket bits, int entryCount)
    {
        var isOrdered = bits.ReadBits(1) == 1;
        if (isOrdered)
        {
            bits.SkipBits(5);
            for (var entry = 0; entry < entryCount;)
            {
                entry += (int)bits.ReadBits(BitLength(entryCount - entry));
            }

            return;
        }

        var isSparse = bits.ReadBits(1) == 1;
        for (var entry = 0; entry < entryCount; entry++)
        {
            if (!isSparse || bits.ReadBits(1) == 1)
            {
                bits.SkipBits(5);
            }
        }
    }

    private static void SkipValues(IPacket bits, int width, int entryCount)
    {
        var kind = (int)bits.ReadBits(4);
        if (kind == 0)
        {
            return;
        }

        bits.SkipBits(64);
        var valueBits = (int)bits.ReadBits(4) + 1;
        bits.SkipBits(1);
        var count = kind == 1 ? LatticeSide(width, entryCount) : width * entryCount;
        for (var i = 0; i < count; i++)
        {
            bits.SkipBits(valueBits);
        }
    }

    /// <summary>The largest whole number whose <paramref name="width"/>-th power is not above <paramref name="entryCount"/>.</summary>
    private static int LatticeSide(int width, int entryCount)
    {
        var side = (int)Math.Floor(Math.Pow(entryCount, 1.0 / width));
        return Math.Pow(side + 1, width) <= entryCount ? side + 1 : side;
    }

    private static int BitLength(int value) => 32 - int.LeadingZeroCount(value);
}
