using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Spectra;

/// <summary>Power to decibels.</summary>
/// <remarks>
/// Source: librosa 0.11 <c>power_to_db</c>. Not by TensorPrimitives: its Log10 alone takes as long as all of this
/// (results/benchmarks).
/// </remarks>
public static class Decibels
{
    /// <summary>Power below this counts as this (librosa's <c>amin</c>).</summary>
    public const float MinimumPower = 1e-10f;

    /// <summary>Levels further than this below the loudest value are lifted to that distance (librosa's <c>top_db</c>).</summary>
    public const float Range = 80;

    // 10 · log10(2): decibels per doubling.
    private const float PerOctave = 3.01029995664f;

    /// <summary>10 · log10(power), relative to 1 (full scale), clamped to <see cref="Range"/> below its own maximum; in place.</summary>
    /// <param name="values">Finite power in, dB out; all values of one clip, because the clamp is relative to their maximum.</param>
    public static void FromPower(Span<float> values) => Convert(values, isRelativeToMax: false);

    /// <summary>As <see cref="FromPower(Span{float})"/>, relative to the loudest value: the result's maximum is 0 dB.</summary>
    /// <remarks>Silence has no loudest value: all of it becomes 0 dB. Callers refuse silent clips beforehand.</remarks>
    public static void FromPowerRelativeToMax(Span<float> values) => Convert(values, isRelativeToMax: true);

    /// <summary>10 · log10(power), relative to 1 (full scale), clamped to a level that does not depend on the values; in place.</summary>
    /// <param name="values">Finite power in, dB out.</param>
    /// <param name="floor">In dB.</param>
    public static void FromPower(Span<float> values, float floor) => Convert(values, isRelativeToMax: false, floor);

    private static void Convert(Span<float> values, bool isRelativeToMax, float? floor = null)
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Convert<Lanes512>(values, isRelativeToMax, floor);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Convert<Lanes256>(values, isRelativeToMax, floor);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Convert<Lanes128>(values, isRelativeToMax, floor);
        }
        else
        {
            Convert<Lanes1>(values, isRelativeToMax, floor);
        }
    }

    private static void Convert<TLanes>(Span<float> values, bool isRelativeToMax, float? floor)
        where TLanes : struct, ILanes<TLanes>
    {
        var whole = values.Length / TLanes.Count * TLanes.Count;
        var loudest = whole > 0 ? TakeLogarithms<TLanes>(values[..whole]) : float.NegativeInfinity;
        if (whole < values.Length)
        {
            loudest = MathF.Max(loudest, TakeLogarithms<Lanes1>(values[whole..]));
        }

        var subtrahend = isRelativeToMax ? loudest : 0;
        Clamp<TLanes>(values[..whole], floor ?? loudest - Range, subtrahend);
        Clamp<Lanes1>(values[whole..], floor ?? loudest - Range, subtrahend);
    }

    private static float TakeLogarithms<TLanes>(Span<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var (least, factor) = (TLanes.Broadcast(MinimumPower), TLanes.Broadcast(PerOctave));
        var loudest = TLanes.Broadcast(float.NegativeInfinity);
        for (nint i = 0; i < values.Length; i += TLanes.Count)
        {
            var level = TLanes.Log2(TLanes.Max(TLanes.Load(ref start, i), least)) * factor;
            level.Store(ref start, i);
            loudest = TLanes.Max(loudest, level);
        }

        Span<float> lanes = stackalloc float[TLanes.Count];
        loudest.Store(ref MemoryMarshal.GetReference(lanes), 0);
        return System.Numerics.Tensors.TensorPrimitives.Max<float>(lanes);
    }

    private static void Clamp<TLanes>(Span<float> values, float floor, float subtrahend)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var (least, reference) = (TLanes.Broadcast(floor), TLanes.Broadcast(subtrahend));
        for (nint i = 0; i < values.Length; i += TLanes.Count)
        {
            (TLanes.Max(TLanes.Load(ref start, i), least) - reference).Store(ref start, i);
        }
    }
}
