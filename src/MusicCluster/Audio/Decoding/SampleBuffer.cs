using MusicCluster.Numerics.Simd;

namespace MusicCluster.Audio.Decoding;

/// <summary>A growing run of samples that one thread fills again for every file.</summary>
public sealed class SampleBuffer
{
    private readonly LaneBuffer values = new();

    /// <summary>Samples held.</summary>
    public int Count { get; private set; }

    /// <summary>The samples, valid until the next change.</summary>
    public ReadOnlySpan<float> Samples => values.Span[..Count];

    internal ReadOnlyMemory<float> Memory => values.Memory(Count);

    /// <summary>Forgets the samples, keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Room behind the last sample; <see cref="Advance"/> says how much of it was used.</summary>
    public Span<float> Reserve(int length)
    {
        var needed = checked(Count + length);
        if (values.Length < needed)
        {
            values.Grow(Math.Max(needed, (int)Math.Min(values.Length * 2L, Array.MaxLength / 2)));
        }

        return values.Span.Slice(Count, length);
    }

    /// <summary>Counts samples written into <see cref="Reserve"/>'s room.</summary>
    public void Advance(int length) => Count += length;
}
