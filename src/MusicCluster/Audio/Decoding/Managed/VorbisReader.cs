using NVorbis;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Ogg Vorbis by NVorbis.</summary>
internal sealed class VorbisReader : SoundReader
{
    private const int BlockFrames = 4_096;

    private readonly StreamDecoder decoder;
    private readonly float[] samples;

    private VorbisReader(StreamDecoder decoder, long length)
        : base(decoder.SampleRate, decoder.Channels, limit: length > 0 ? length : long.MaxValue)
    {
        this.decoder = decoder;
        samples = new float[BlockFrames * decoder.Channels];
    }

    /// <summary>How the first packet of such a stream begins.</summary>
    public static byte[] Beginning { get; } = [1, .. "vorbis"u8];

    public static VorbisReader Open(OggPackets packets, DecodeWatch watch) =>
        new(new StreamDecoder(new VorbisPackets(packets, watch)) { ClipSamples = false }, packets.LastPosition());

    protected override bool Next(out ReadOnlyMemory<float> decoded)
    {
        var count = decoder.Read(samples, 0, samples.Length);
        decoded = samples.AsMemory(0, count);
        return count > 0;
    }
}
