namespace MusicCluster.Audio;

/// <summary>A growing run of samples that one thread fills again for every file.</summary>
public sealed class SampleBuffer
{
    private float[] values = [];

    /// <summary>Samples held.</summary>
    public int Count { get; private set; }

    /// <summary>The samples, valid until the next change.</summary>
    public ReadOnlySpan<float> Samples => values.AsSpan(0, Count);

    internal ReadOnlyMemory<float> Memory => values.AsMemory(0, Count);

    /// <summary>Forgets the samples, keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Room behind the last sample; <see cref="Advance"/> says how much of it was used.</summary>
    public Span<float> Reserve(int length)
    {
        var needed = checked(Count + length);
        if (values.Length < needed)
        {
            Array.Resize(ref values, Math.Max(needed, (int)Math.Min(values.Length * 2L, Array.MaxLength)));
        }

        return values.AsSpan(Count, length);
    }

    /// <summary>Counts samples written into <see cref="Reserve"/>'s room.</summary>
    public void Advance(int length) => Count += length;
}
