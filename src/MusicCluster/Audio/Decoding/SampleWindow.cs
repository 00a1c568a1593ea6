using MusicCluster.Numerics.Simd;

namespace MusicCluster.Audio.Decoding;

/// <summary>The part of a signal that is still needed: samples are appended at its end and dropped at its start.</summary>
internal sealed class SampleWindow
{
    private readonly LaneBuffer values = new();
    private int offset;
    private int count;

    /// <summary>Index in the signal of the first sample held.</summary>
    public int Start { get; private set; }

    /// <summary>Samples of the signal so far.</summary>
    public int End => Start + count;

    /// <summary>Those from <see cref="Start"/> to <see cref="End"/>, valid until the next change.</summary>
    public ReadOnlySpan<float> Samples => values.Span.Slice(offset, count);

    /// <summary>Begins a new signal.</summary>
    public void Clear() => (Start, offset, count) = (0, 0, 0);

    /// <summary>The samples from one index to before another, both within the window.</summary>
    public ReadOnlySpan<float> Between(int first, int end) => Samples[(first - Start)..(end - Start)];

    /// <summary>Room behind the last sample; <see cref="Advance"/> says how much of it was used.</summary>
    public Span<float> Reserve(int length)
    {
        if (offset + count + length > values.Length)
        {
            // Rather move what is left than grow: dropped samples make room.
            values.Span.Slice(offset, count).CopyTo(values.Span);
            offset = 0;
        }

        if (count + length > values.Length)
        {
            values.Grow(Math.Max(count + length, values.Length * 2));
        }

        return values.Span.Slice(offset + count, length);
    }

    /// <summary>Counts samples written into <see cref="Reserve"/>'s room.</summary>
    public void Advance(int length) => count += length;

    /// <summary>Drops what lies before an index.</summary>
    public void DropBefore(int first)
    {
        var dropped = Math.Clamp(first - Start, 0, count);
        Start += dropped;
        offset += dropped;
        count -= dropped;
    }
}
