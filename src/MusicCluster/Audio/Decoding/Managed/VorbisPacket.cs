using NVorbis;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>A packet as NVorbis reads it. Who reads on and on behind its end, as a lying header makes NVorbis do for ever, is stopped.</summary>
internal sealed class VorbisPacket(ReadOnlyMemory<byte> content, DecodeWatch watch) : DataPacket
{
    private const int MaximumOverrun = 10_000;
    private const int BytesBetweenChecks = 1 << 12;

    private int position;

    protected override int TotalBits => 8 * content.Length;

    public override void Reset()
    {
        position = 0;
        base.Reset();
    }

    /// <exception cref="InvalidDataException">The packet ended long ago.</exception>
    protected override int ReadNextByte()
    {
        if (position >= content.Length + MaximumOverrun)
        {
            throw new InvalidDataException();
        }

        if (position % BytesBetweenChecks == 0)
        {
            watch.Check();
        }

        return position < content.Length ? content.Span[position++] : ReadBehind();
    }

    private int ReadBehind()
    {
        position++;
        return -1;
    }
}
