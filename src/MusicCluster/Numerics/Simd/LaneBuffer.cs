using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicCluster.Numerics.Simd;

/// <summary>
/// Working memory for samples and rows of lanes, beginning at a cache line: a 512-bit row is one line, and one across two costs twice.
/// </summary>
internal sealed class LaneBuffer
{
    private const int LineBytes = 64;
    private float[] array = [];
    private int start;

    /// <summary>An empty buffer, or one of so many zeros.</summary>
    public LaneBuffer(int length = 0) => Room(length).Clear();

    /// <summary>The first values, of any content after the buffer has grown.</summary>
    public Span<float> Room(int length)
    {
        if (array.Length - start < length)
        {
            // Pinned, because an array that the collector moves would lose its place.
            array = GC.AllocateUninitializedArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
            start = FirstOnLine(array);
            Length = length;
        }

        return array.AsSpan(start, length);
    }

    /// <summary>Makes room for more and keeps what is there.</summary>
    public void Grow(int length)
    {
        if (Length < length)
        {
            var old = Span;
            array = [];
            start = 0;
            old.CopyTo(Room(length));
        }
    }

    /// <summary>The first values.</summary>
    public ReadOnlyMemory<float> Memory(int length) => array.AsMemory(start, length);

    /// <summary>Values there is room for.</summary>
    public int Length { get; private set; }

    /// <summary>All of it.</summary>
    public Span<float> Span => array.AsSpan(start, Length);

    private static unsafe int FirstOnLine(float[] pinned)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (int)((LineBytes - (address % LineBytes)) % LineBytes / sizeof(float));
    }
}
