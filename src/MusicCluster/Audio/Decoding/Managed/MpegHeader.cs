using NLayer;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>The four bytes before every MPEG audio frame (ISO 11172-3, 13818-3, and the unofficial 2.5).</summary>
internal readonly record struct MpegHeader
{
    public const int Length = 4;

    // kbit/s by index; the last one and free format, the first, are not read.
    private static readonly int[] Version1Layer1 = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    private static readonly int[] Version1Layer2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] Version1Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Version2Layer1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    private static readonly int[] Version2Layers23 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    private readonly uint bits;

    private MpegHeader(uint bits) => this.bits = bits;

    public MpegVersion Version => ((bits >> 19) & 3) switch { 3 => MpegVersion.Version1, 2 => MpegVersion.Version2, _ => MpegVersion.Version25 };

    public MpegLayer Layer => (MpegLayer)(4 - ((bits >> 17) & 3));

    public bool HasCrc => ((bits >> 16) & 1) == 0;

    public int BitRateIndex => (int)((bits >> 12) & 15);

    public int SampleRateIndex => (int)((bits >> 10) & 3);

    public MpegChannelMode ChannelMode => (MpegChannelMode)((bits >> 6) & 3);

    public int ChannelModeExtension => (int)((bits >> 4) & 3);

    public bool IsCopyrighted => ((bits >> 3) & 1) == 1;

    public int ChannelCount => ChannelMode == MpegChannelMode.Mono ? 1 : 2;

    public int SampleRate => Rates[SampleRateIndex] / Version switch { MpegVersion.Version1 => 1, MpegVersion.Version2 => 2, _ => 4 };

    /// <summary>In bits a second.</summary>
    public int BitRate => 1000 * ((Version == MpegVersion.Version1, Layer) switch
    {
        (true, MpegLayer.LayerI) => Version1Layer1,
        (true, MpegLayer.LayerII) => Version1Layer2,
        (true, _) => Version1Layer3,
        (false, MpegLayer.LayerI) => Version2Layer1,
        (false, _) => Version2Layers23,
    })[BitRateIndex];

    /// <summary>Samples of each channel.</summary>
    public int SampleCount => Layer switch
    {
        MpegLayer.LayerI => 384,
        MpegLayer.LayerIII when Version != MpegVersion.Version1 => 576,
        _ => 1152,
    };

    /// <summary>Bytes of the frame with its header.</summary>
    public int FrameLength
    {
        get
        {
            var padding = (int)((bits >> 9) & 1);
            return Layer == MpegLayer.LayerI
                ? ((12 * BitRate / SampleRate) + padding) * 4
                : (SampleCount / 8 * BitRate / SampleRate) + padding;
        }
    }

    /// <summary>The header that four bytes hold; null when they are not a header.</summary>
    public static MpegHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        var header = new MpegHeader((uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]));
        var isSync = header.bits >> 21 == 0x7FF;
        var isKnown = ((header.bits >> 19) & 3) != 1 && ((header.bits >> 17) & 3) != 0;
        return isSync && isKnown && header.BitRateIndex is > 0 and < 15 && header.SampleRateIndex < 3 ? header : null;
    }

    /// <summary>Whether both can belong to one stream.</summary>
    public bool Matches(MpegHeader other) =>
        Version == other.Version && Layer == other.Layer && SampleRateIndex == other.SampleRateIndex && ChannelCount == other.ChannelCount;
}
