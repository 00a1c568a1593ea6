using System.Numerics.Tensors;

namespace MusicCluster.Features;

/// <summary>Mean and standard deviation over time.</summary>
internal static class Moments
{
    private const int RunLength = 128;

    /// <summary>Mean of at least one value: short runs in single precision, their sums in double.</summary>
    public static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var rest = values; !rest.IsEmpty; rest = rest[Math.Min(RunLength, rest.Length)..])
        {
            sum += TensorPrimitives.Sum(rest[..Math.Min(RunLength, rest.Length)]);
        }

        return sum / values.Length;
    }

    /// <summary>Mean and population standard deviation (numpy's <c>std</c>) of at least one value.</summary>
    public static (float Mean, float Deviation) Of(ReadOnlySpan<float> values)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return ((float)mean, (float)Math.Sqrt(sum / values.Length));
    }
}
