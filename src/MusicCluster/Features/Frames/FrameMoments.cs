using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>Mean and standard deviation over time.</summary>
internal static class FrameMoments
{
    /// <summary>Mean of at least one value.</summary>
    public static double Mean(ReadOnlySpan<float> values) => LaneSum.Of(values) / values.Length;

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
