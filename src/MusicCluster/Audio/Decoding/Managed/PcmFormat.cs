using System.Buffers.Binary;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>How uncompressed samples are stored.</summary>
/// <param name="SampleRate">In Hz.</param>
/// <param name="ChannelCount">Channels of every frame.</param>
/// <param name="Encoding">What a sample is.</param>
/// <param name="SampleLength">Bytes of a sample.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="DataLength">Bytes of all samples as the header says; <see cref="long.MaxValue"/> where it does not.</param>
internal sealed record PcmFormat(
    int SampleRate, int ChannelCount, PcmEncoding Encoding, int SampleLength, bool IsBigEndian, long DataLength)
{
    /// <summary>Whether it is one that <see cref="Convert"/> knows.</summary>
    public bool IsKnown => (Encoding, SampleLength) is (PcmEncoding.Unsigned, 1) or (PcmEncoding.Signed, >= 1 and <= 4) or (PcmEncoding.Float, 4 or 8);

    /// <summary>Samples to full scale ±1: an integer is divided by 2 to the power of its bits less one, as libsndfile does.</summary>
    /// <param name="bytes">Whole samples.</param>
    /// <param name="samples">One value each.</param>
    public void Convert(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Value(bytes.Slice(i * SampleLength, SampleLength));
        }
    }

    private float Value(ReadOnlySpan<byte> bytes) => (Encoding, SampleLength, IsBigEndian) switch
    {
        (PcmEncoding.Unsigned, _, _) => (bytes[0] - 128) / 128f,
        (PcmEncoding.Float, 4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (PcmEncoding.Float, 4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (PcmEncoding.Float, _, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (PcmEncoding.Float, _, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes),
        (_, 1, _) => (sbyte)bytes[0] / 128f,
        (_, 2, false) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32_768f,
        (_, 2, true) => BinaryPrimitives.ReadInt16BigEndian(bytes) / 32_768f,
        (_, 3, false) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2_147_483_648f,
        (_, 3, true) => ((bytes[2] << 8) | (bytes[1] << 16) | (bytes[0] << 24)) / 2_147_483_648f,
        (_, _, false) => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2_147_483_648f,
        (_, _, true) => BinaryPrimitives.ReadInt32BigEndian(bytes) / 2_147_483_648f,
    };
}

/// <summary>What an uncompressed sample is.</summary>
internal enum PcmEncoding
{
    /// <summary>A whole number whose middle is 128.</summary>
    Unsigned,

    /// <summary>A whole number in two's complement.</summary>
    Signed,

    /// <summary>An IEEE number.</summary>
    Float,

    /// <summary>Anything else, such as A-law.</summary>
    Other,
}
