using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>Peak and energy of a run of samples in one pass.</summary>
internal static class SampleLevels
{
    /// <summary>Greatest magnitude and sum of squares.</summary>
    public static (float Peak, float Energy) Of(ReadOnlySpan<float> samples) =>
        Vector512.IsHardwareAccelerated ? Of<Lanes512>(samples)
        : Vector256.IsHardwareAccelerated ? Of<Lanes256>(samples)
        : Vector128.IsHardwareAccelerated ? Of<Lanes128>(samples)
        : Of<Lanes1>(samples);

    internal static float Greatest<TLanes>(TLanes values)
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

    private static (float Peak, float Energy) Of<TLanes>(ReadOnlySpan<float> samples)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var (peaks, energies) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
        nint i = 0;
        for (; i <= samples.Length - TLanes.Count; i += TLanes.Count)
        {
            var values = TLanes.Load(ref start, i);
            peaks = TLanes.GreaterOf(peaks, TLanes.Abs(values));
            energies = TLanes.MultiplyAdd(values, values, energies);
        }

        Span<float> lanes = stackalloc float[TLanes.Count];
        energies.Store(ref MemoryMarshal.GetReference(lanes), 0);
        var (peak, energy) = (Greatest(peaks), 0f);
        foreach (var value in lanes)
        {
            energy += value;
        }

        foreach (var value in samples[(int)i..])
        {
            peak = Math.Abs(value) > peak ? Math.Abs(value) : peak;
            energy += value * value;
        }

        return (peak, energy);
    }
}
