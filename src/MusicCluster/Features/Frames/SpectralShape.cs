using System.Numerics.Tensors;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>Where in frequency a frame's sound lies.</summary>
/// <remarks>Source: librosa 0.11 <c>spectral_centroid</c>, <c>_bandwidth</c>, <c>_rolloff</c>, <c>_flatness</c>, on magnitudes.</remarks>
public static class SpectralShape
{
    /// <summary>Below this sum a frame is not normalized (the smallest normal single).</summary>
    private const float Tiny = 1.17549435e-38f;

    /// <summary>Mean frequency in Hz, weighted by magnitude; 0 for silence.</summary>
    public static float Centroid(ReadOnlySpan<float> magnitude, ReadOnlySpan<float> frequencies)
    {
        var sum = (float)LaneSum.Of(magnitude);
        return TensorPrimitives.Dot(magnitude, frequencies) / (sum < Tiny ? 1 : sum);
    }

    /// <summary>Standard deviation of frequency in Hz about the centroid, weighted by magnitude.</summary>
    /// <param name="magnitude">One value per bin.</param>
    /// <param name="frequencies">Of the bins in Hz.</param>
    /// <param name="centroid">Of <see cref="Centroid"/>.</param>
    /// <param name="scratch">One value per bin.</param>
    public static float Bandwidth(ReadOnlySpan<float> magnitude, ReadOnlySpan<float> frequencies, float centroid, Span<float> scratch)
    {
        var sum = (float)LaneSum.Of(magnitude);
        TensorPrimitives.Subtract(frequencies, centroid, scratch);
        TensorPrimitives.Multiply(scratch, scratch, scratch);
        return MathF.Sqrt(TensorPrimitives.Dot<float>(magnitude, scratch) / (sum < Tiny ? 1 : sum));
    }

    /// <summary>The lowest frequency in Hz below which 85 % of the magnitude lies.</summary>
    public static float RollOff(ReadOnlySpan<float> magnitude, ReadOnlySpan<float> frequencies)
    {
        var threshold = 0.85 * FrameMoments.Mean(magnitude) * magnitude.Length;
        var sum = 0.0;
        for (var bin = 0; bin < magnitude.Length; bin++)
        {
            sum += magnitude[bin];
            if (sum >= threshold)
            {
                return frequencies[bin];
            }
        }

        return frequencies[^1];
    }

    /// <summary>Geometric over arithmetic mean of the power: 0 for a tone, 1 for white noise and for silence.</summary>
    /// <param name="power">One value per bin; below 1e-10 counts as 1e-10.</param>
    /// <param name="scratch">One value per bin.</param>
    public static float Flatness(ReadOnlySpan<float> power, Span<float> scratch)
    {
        TensorPrimitives.Max(power, Decibels.MinimumPower, scratch);
        var mean = FrameMoments.Mean(scratch);
        TensorPrimitives.Log(scratch, scratch);
        return (float)(Math.Exp(FrameMoments.Mean(scratch)) / mean);
    }
}
