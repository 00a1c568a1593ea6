using NVorbis.Contracts;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>
/// The packets of an Ogg file for NVorbis. Positions are kept from it: it would count a last page that lies about its own into a state
/// that never ends.
/// </summary>
internal sealed class VorbisPackets(OggPackets packets, DecodeWatch watch) : IPacketProvider
{
    private static readonly byte[] NoComments = [3, .. "vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private int number;
    private VorbisPacket? peeked;

    public bool CanSeek => false;

    public int StreamSerial => 0;

    public IPacket? GetNextPacket()
    {
        var packet = PeekNextPacket();
        peeked = null;
        return packet;
    }

    public IPacket? PeekNextPacket() => peeked ??= Load();

    public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount) => throw new NotSupportedException();

    public long GetGranuleCount() => throw new NotSupportedException();

    private VorbisPacket? Load()
    {
        watch.Check();
        if (packets.Next() is not { } content)
        {
            return null;
        }

        // The second holds comments, which are no sound, and whose lengths are whatever the file says.
        switch (++number)
        {
            case 1: VorbisSetup.CheckHead(content); break;
            case 2: return new VorbisPacket(NoComments, watch);
            case 3: VorbisSetup.CheckBooks(content, watch); break;
        }

        return new VorbisPacket(content, watch);
    }
}
