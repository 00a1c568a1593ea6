using System.Runtime.InteropServices;

namespace MusicCluster.Numerics.Simd;

/// <summary>What the lanes of a register come to together.</summary>
internal static class Lanes
{
    /// <summary>The greatest lane, at least 0.</summary>
    public static float Greatest<TLanes>(TLanes values)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> lanes = stackalloc float[TLanes.Count];
        values.Store(ref MemoryMarshal.GetReference(lanes), 0);
        var greatest = 0f;
        foreach (var value in lanes)
        {
            greatest = value > greatest ? value : greatest;
        }

        return greatest;
    }

    /// <summary>The sum of the lanes.</summary>
    public static double Sum<TLanes>(TLanes values)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> lanes = stackalloc float[TLanes.Count];
        values.Store(ref MemoryMarshal.GetReference(lanes), 0);
        var sum = 0.0;
        foreach (var value in lanes)
        {
            sum += value;
        }

        return sum;
    }
}
