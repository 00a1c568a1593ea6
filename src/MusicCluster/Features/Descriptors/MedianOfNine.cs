using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors;

/// <summary>Medians of nine values each, by a sorting network, many at a time.</summary>
internal static class MedianOfNine
{
    /// <summary>result[i] is the median of values[starts[0] + i], …, values[starts[8] + i].</summary>
    /// <param name="values">Finite.</param>
    /// <param name="starts">Nine.</param>
    /// <param name="medians">A multiple of <see cref="LaneWidth.Count"/>.</param>
    public static void Compute(ReadOnlySpan<float> values, ReadOnlySpan<int> starts, Span<float> medians)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Compute<Lanes512>(values, starts, medians);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Compute<Lanes256>(values, starts, medians);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Compute<Lanes128>(values, starts, medians);
        }
        else
        {
            Compute<Lanes1>(values, starts, medians);
        }
    }

    internal static void Compute<TLanes>(ReadOnlySpan<float> values, ReadOnlySpan<int> starts, Span<float> medians)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(medians);
        ref var start = ref MemoryMarshal.GetReference(starts);
        for (nint i = 0; i < medians.Length; i += TLanes.Count)
        {
            var (low0, mid0, high0) = LoadSorted<TLanes>(ref first, ref start, i);
            var (low1, mid1, high1) = LoadSorted<TLanes>(ref first, ref Unsafe.Add(ref start, 3), i);
            var (low2, mid2, high2) = LoadSorted<TLanes>(ref first, ref Unsafe.Add(ref start, 6), i);
            // Of three sorted triples: the greatest of the least, the middle of the middles, the least of the greatest.
            var low = TLanes.GreaterOf(TLanes.GreaterOf(low0, low1), low2);
            var middle = Sort(mid0, mid1, mid2).Middle;
            var high = TLanes.LesserOf(TLanes.LesserOf(high0, high1), high2);
            Sort(low, middle, high).Middle.Store(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Low, TLanes Middle, TLanes High) LoadSorted<TLanes>(ref float values, ref int starts, nint offset)
        where TLanes : struct, ILanes<TLanes> => Sort(
            TLanes.Load(ref values, starts + offset),
            TLanes.Load(ref values, Unsafe.Add(ref starts, 1) + offset),
            TLanes.Load(ref values, Unsafe.Add(ref starts, 2) + offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Low, TLanes Middle, TLanes High) Sort<TLanes>(TLanes a, TLanes b, TLanes c)
        where TLanes : struct, ILanes<TLanes>
    {
        var (lesser, greater) = (TLanes.LesserOf(a, b), TLanes.GreaterOf(a, b));
        var (low, rest) = (TLanes.LesserOf(lesser, c), TLanes.GreaterOf(lesser, c));
        return (low, TLanes.LesserOf(rest, greater), TLanes.GreaterOf(rest, greater));
    }
}
