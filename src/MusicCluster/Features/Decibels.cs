using System.Numerics.Tensors;

namespace MusicCluster.Features;

/// <summary>Power to decibels.</summary>
/// <remarks>Source: librosa 0.11 <c>power_to_db</c>.</remarks>
public static class Decibels
{
    /// <summary>Power below this counts as this (librosa's <c>amin</c>).</summary>
    public const float MinimumPower = 1e-10f;

    /// <summary>Levels further than this below the loudest value are lifted to that distance (librosa's <c>top_db</c>).</summary>
    public const float Range = 80;

    /// <summary>10 · log10(power), relative to 1 (full scale), clamped to <see cref="Range"/> below its own maximum; in place.</summary>
    /// <param name="values">Power in, dB out; all values of one clip, because the clamp is relative to their maximum.</param>
    public static void FromPower(Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        TensorPrimitives.Max(values, MinimumPower, values);
        TensorPrimitives.Log10(values, values);
        TensorPrimitives.Multiply(values, 10, values);
        TensorPrimitives.Max(values, TensorPrimitives.Max<float>(values) - Range, values);
    }

    /// <summary>As <see cref="FromPower"/>, relative to the loudest value: the result's maximum is 0 dB.</summary>
    /// <remarks>Silence has no loudest value: all of it becomes 0 dB. Callers refuse silent clips beforehand.</remarks>
    public static void FromPowerRelativeToMax(Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        FromPower(values);
        TensorPrimitives.Subtract(values, TensorPrimitives.Max<float>(values), values);
    }
}
