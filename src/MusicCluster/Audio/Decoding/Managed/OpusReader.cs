using System.Buffers.Binary;
using Concentus;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Opus in Ogg (RFC 7845) by Concentus.</summary>
internal sealed class OpusReader : SoundReader
{
    // Positions count at this rate whatever the decoder's is.
    private const int ClockRate = 48_000;
    private const int HeadLength = 19;
    private const double LongestPacketSeconds = 0.12;

    private readonly OggPackets packets;
    private readonly DecodeWatch watch;
    private readonly Func<ReadOnlyMemory<byte>, int> decode;
    private readonly float[] samples;
    private bool hasTags;

    private OpusReader(OggPackets packets, DecodeWatch watch, ReadOnlySpan<byte> head, int rate)
        : base(rate, head[9], Scale(Delay(head), rate), Length(packets.LastPosition() - Delay(head), rate))
    {
        (this.packets, this.watch) = (packets, watch);
        var most = (int)(LongestPacketSeconds * rate);
        samples = new float[most * ChannelCount];
        decode = Decoder(head, rate, samples, most);
    }

    /// <summary>How the first packet of such a stream begins.</summary>
    public static byte[] Beginning { get; } = [.. "OpusHead"u8];

    /// <exception cref="UnreadableSoundException">Its channels are laid out in a way that is not read.</exception>
    public static OpusReader Open(OggPackets packets, DecodeWatch watch)
    {
        var head = packets.Next() ?? [];
        return head.Length >= HeadLength && head[9] > 0 && (head[18] == 0 ? head[9] <= 2 : head[18] == 1 && head.Length >= HeadLength + 2 + head[9])
            ? new OpusReader(packets, watch, head, Rate(BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(12))))
            : throw new UnreadableSoundException("its Opus header is damaged");
    }

    protected override bool Next(out ReadOnlyMemory<float> decoded)
    {
        watch.Check();
        if (!hasTags)
        {
            packets.Next();
            hasTags = true;
        }

        var packet = packets.Next();
        decoded = packet is null ? default : samples.AsMemory(0, decode(packet) * ChannelCount);
        return packet is not null;
    }

    private static Func<ReadOnlyMemory<byte>, int> Decoder(ReadOnlySpan<byte> head, int rate, float[] samples, int most)
    {
        // Another libopus that this machine may have would give other samples.
        OpusCodecFactory.AttemptToUseNativeLibrary = false;
        var gain = BinaryPrimitives.ReadInt16LittleEndian(head[16..]);
        if (head[18] == 0)
        {
            var plain = OpusCodecFactory.CreateDecoder(rate, head[9]);
            plain.Gain = gain;
            return packet => plain.Decode(packet.Span, samples, most);
        }

        var many = OpusCodecFactory.CreateMultiStreamDecoder(rate, head[9], head[19], head[20], head.Slice(HeadLength + 2, head[9]).ToArray());
        many.Gain = gain;
        return packet => many.DecodeMultistream(packet.Span, samples, most, decode_fec: false);
    }

    /// <summary>The lowest of Opus' own rates that holds what the encoder was given; libsndfile decodes at the same.</summary>
    private static int Rate(int inputRate) => inputRate switch
    {
        <= 0 or > 24_000 => ClockRate,
        > 16_000 => 24_000,
        > 12_000 => 16_000,
        > 8_000 => 12_000,
        _ => 8_000,
    };

    private static int Delay(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);

    private static long Scale(long count, int rate) => count / (ClockRate / rate);

    private static long Length(long count, int rate) => count > 0 ? Scale(count, rate) : long.MaxValue;
}
