namespace MusicCluster.Audio;

/// <summary>The working memory of one thread for any <see cref="Resampler"/>; grows to the largest use and is kept.</summary>
public sealed class ResamplerScratch
{
    private float[] packed = [];
    private float[] folded = [];
    private float[] edge = [];
    private readonly float[][] between = [[], []];

    internal Span<float> Packed(int length) => Room(ref packed, length);

    internal Span<float> Folded(int length) => Room(ref folded, length);

    internal Span<float> Edge(int length) => Room(ref edge, length);

    /// <summary>The signal between two stages; two buffers take turns.</summary>
    internal Span<float> Between(int stage, int length) => Room(ref between[stage % 2], length);

    private static Span<float> Room(ref float[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<float>(length);
        }

        return array.AsSpan(0, length);
    }
}
